"""All rules of the check, in the order of their ids."""

from plans.rules_descriptor import AGREEMENT
from plans.rules_figures import FIGURES
from plans.rules_files import FILES
from plans.rules_passages import PASSAGES
from plans.rules_plan import COHERENCE
from plans.rules_schemas import IN_DESCRIPTORS, IN_TABLES
from plans.rules_shape import SHAPE
from plans.rules_shared import SHARED
from plans.rules_spoilt import SPOILT
from plans.rules_subject import Rule
from plans.rules_vocabulary import VOCABULARY_RULES

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *FILES,
            *AGREEMENT,
            *IN_DESCRIPTORS,
            *SHAPE,
            *SPOILT,
            *IN_TABLES,
            *COHERENCE,
            *PASSAGES,
            *FIGURES,
            *SHARED,
            *VOCABULARY_RULES,
        ),
        key=lambda rule: rule.id,
    )
)
