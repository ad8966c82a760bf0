"""The worked example, `/contribute/example/`: the texts of `contribute_example` go in, its page comes out.

It shows commands, rows and output as they are; tests/test_new_plan.py goes through it.
"""

from plans.model import Text
from plans.page import Desk, page_text

EXAMPLE = "contribute/example/index.md"
TITLE = Text("示例：从一份公文到能合并的数据", "Worked example: from a notice to data that can be merged")
DESCRIPTION = Text(
    "把梁平区“十四五”科技创新规划的前三个指标从头录一遍：每一步的文件、命令和输出。",
    "The first three indicators of the Liangping plan, with the files, commands and output of every step.",
)


def write_example(desk: Desk) -> str:
    """The Markdown of the worked example."""
    body = desk.write(f"contribute_example.{desk.language}.md")
    return page_text(TITLE[desk.language], DESCRIPTION[desk.language], body)
