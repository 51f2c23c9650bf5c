"""The labels of the encoder's heads, in the order of their scores: Penn tags, ClearNLP relations, OntoNotes
names, which are those of spaCy's small English model that taught the heads; then PLOVER's roots, the statuses
of an event and the roles around it.
"""

_TAGS = """
    $ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP
    PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX ``
"""
_DEPS = """
    ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass
    dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj
    poss preconj predet prep prt punct quantmod relcl xcomp
"""
_KINDS = """
    CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT QUANTITY TIME
    WORK_OF_ART
"""
TAG_NAMES = tuple(_TAGS.split())
DEP_NAMES = tuple(_DEPS.split())
KIND_NAMES = tuple(_KINDS.split())
# A name's first word is B-, its others I-, and "O" is no name.
NAME_LABELS = ("O", *(f"{place}-{kind}" for kind in KIND_NAMES for place in "BI"))
TAGS = {label: number for number, label in enumerate(TAG_NAMES)}
DEPS = {label: number for number, label in enumerate(DEP_NAMES)}
NAMES = {label: number for number, label in enumerate(NAME_LABELS)}

_ROOTS = """
    - AGREE SUPPORT CONSULT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION
    MOBILIZE COERCE ASSAULT
"""
_STATUSES = """
    deed ongoing planned forecast conditional recommended denied alleged hypothetical background
    headline_modal attitude
"""
ROLES = ("nothing", "sources", "targets", "places", "times")
# A root of "-" is a word that tempts and tells of no event: its status is attitude.
ROOT_NAMES = tuple(_ROOTS.split())
STATUS_NAMES = tuple(_STATUSES.split())
ROOTS = {label: number for number, label in enumerate(ROOT_NAMES)}
STATUSES = {label: number for number, label in enumerate(STATUS_NAMES)}
