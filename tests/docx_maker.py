"""Word documents made by hand for tests: the parts of the package, written as XML."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
STYLES = f"""<w:styles {NS}>
<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="House"><w:name w:val="House Heading"/><w:basedOn w:val="T1"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/></w:style>
<w:style w:styleId="Level"><w:name w:val="Own"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
</w:styles>"""


def p(text: str, style: str = "", inside: str = "") -> str:
    """A paragraph of one run, or of the XML given."""
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{kind}{inside or r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    held = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{held}<w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(body: str, **parts: str) -> bytes:
    """The bytes of a document with this body; `parts` are `footnotes`, `core` and `prolog` of the body."""
    prolog = parts.get("prolog", "")
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"{prolog}<w:document {NS}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
    }
    if "footnotes" in parts:
        files["word/footnotes.xml"] = f"<w:footnotes {NS}>{parts['footnotes']}</w:footnotes>"
    if "core" in parts:
        files["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc" xmlns:dcterms="urn:dcterms">'
            f"{parts['core']}</cp:coreProperties>"
        )
    return zipped(files)


def zipped(files: dict[str, str]) -> bytes:
    """A ZIP of these files."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return stream.getvalue()
