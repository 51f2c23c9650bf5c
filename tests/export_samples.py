"""Three invented exports of press databases, one a layout, each of several pieces with something odd."""

PILOTS = "The Harbour Board said on Friday that the two ports would share their pilots from the autumn."
FEES = "Neither of them would raise its fees before the next tide tables are printed, the board said."
UNION = "Pilots of the smaller port doubt that the plan will save money, their union said on Saturday."
HISTORY = (
    "Fees have been raised four times since the breakwater was built, most lately in the year of the flood."
)

# Counters above; the title below the date, by a name, and with nothing but outlet and date above it.
NEXIS = f"""Search terms: pilots AND port
Two documents were left out.

                               1 of 3 DOCUMENTS

                             The Example Post

                            May 9, 2031 Friday
                              Final Edition

Two ports agree to share their pilots
from the autumn

BYLINE: Ada Example, Port correspondent

SECTION: WORLD; Pg. 4

LENGTH: 62 words

DATELINE: PORT EXAMPLE

{PILOTS}

"Document 2 of 9 was never signed," its chairman said of the older papers.

DOCUMENT

2 of 9 documents

{FEES}

LOAD-DATE: May 10, 2031

LANGUAGE: ENGLISH

GRAPHIC: PHOTO: A pilot boat leaves the harbour.

PUBLICATION-TYPE: Newspaper

                   Copyright 2031 The Example Post Ltd.
                            All Rights Reserved

                               2 of 3 DOCUMENTS

                   Copyright 2031 Sample Courier Company
                            All Rights Reserved
                              Sample Courier

                            May 10, 2031 Saturday

SECTION: HOME

LENGTH: 40 words

HEADLINE: Pilots doubt the plan

{UNION}

                               3 of 3 DOCUMENTS

The Narrows Ledger

May 11, 2031

Harbour fees: a short history

LENGTH: 1,204 words

{HISTORY}

Company: the word stands on many doors of the harbour.

No one there knew why.

LOAD-DATE: May 11, 2031
"""

# The newer form: title first, names in small letters, the word Body, an end to each piece.
NEXIS_NEW = f"""Two ports agree to share their pilots
The Example Post
May 9, 2031 Friday
Copyright 2031 The Example Post All Rights Reserved
Section: WORLD; Pg. 4
Length: 512 words
Byline: Ada Example
Highlight: The board hopes to save money.
Body

{PILOTS}
{FEES}

Graphic

A pilot boat leaves the harbour.
Load-Date: May 10, 2031
End of Document
Pilots doubt the plan
Sample Courier
May 10, 2031 Saturday
Copyright 2031 Sample Courier
Length: 40 words
Body

{UNION}
Load-Date: May 10, 2031
End of Document
"""

# Codes on lines of their own in the first piece, before their values in the second.
FACTIVA_CODES = f"""SE
World
HD
Two ports agree to share their pilots
BY
By Ada Example
WC
512 words
PD
9 May 2031
ET
10:15
SN
The Example Post
SC
EXMPL
LA
English
CY
Copyright 2031 The Example Post

LP
{PILOTS}

TD
IN the autumn the first boats will sail under both flags, the board said.

RE was the first word of its reply.

CO
exmpl : Example Harbour Company
NS
gpol : Politics
AN
Document EXMPL00020310509e7590001x

HD  Pilots doubt the plan
WC  40 words
PD  10 May 2031
SN  Sample Courier
LA  German
LP  {UNION}
AN  Document SMPLC00020310510e75a0002x
"""

# Nothing is named; the second piece has no byline, no section and no clock; a search summary at the foot.
FACTIVA = f"""World
Two ports agree to share their pilots
By Ada Example
512 words
9 May 2031
10:15
The Example Post
EXMPL
4
English
Copyright 2031. The Example Post. All rights reserved.

{PILOTS}

The Document was signed in 512 words, it added.

Document EXMPL00020310509e7590001x

Pilots doubt the plan
40 words
10 May 2031
Sample Courier
SMPLC
English
(c) 2031 Sample Courier

{UNION}

Document SMPLC00020310510e75a0002x

Search Summary
Text pilots and port
"""
