"""The damages that tidying refuses: what is left has two meanings or none, so that a person must mend it."""

from plans.canonical_spot import Damage
from plans.model import Text

AUTOFORMAT = Text("Excel、WPS 把像数字的内容改成数字", "Excel and WPS turn what looks like a number into one")
AGAIN = Text(
    "从原文重新填写这些格：先把整列设为“文本”格式，再输入。",
    "Type these cells again from the notice: first set the column to the format “Text”.",
)
COMMAS = Text(
    "照原文重新填写这些格：千位不加逗号，小数点用英文句点。",
    "Type these cells again from the notice: no comma in thousands, and a point before decimals.",
)
EARLIER = Text(
    "丢掉的字找不回来：从历史版本恢复文件，重新修改，另存为“CSV UTF-8（逗号分隔）”。",
    "Lost characters cannot be found again: restore the file from its history, edit it anew, and save it as "
    "“CSV UTF-8 (comma delimited)”.",
)
SAVE_AS = Text(
    "在 Excel 或 WPS 中打开，点“文件—另存为”，类型选“CSV UTF-8（逗号分隔）(*.csv)”，用存出的文件替换。",
    "Open it in Excel or WPS, choose File, Save As, type “CSV UTF-8 (comma delimited) (*.csv)”, and put the "
    "saved file in its place.",
)
REFUSED = (
    Damage(
        "workbook",
        Text("这是 Excel 或 WPS 工作簿，不是 CSV", "an Excel or WPS workbook, not CSV"),
        Text("直接改了扩展名", "the ending was changed by hand"),
        ("values.xlsx → values.csv", ""),
        refusal=SAVE_AS,
    ),
    Damage(
        "web-page",
        Text("这是网页，不是 CSV", "a web page, not CSV"),
        Text("保存了网页，或系统导出的“Excel”", "a saved page, or an “Excel” export of a system"),
        ("<html>", ""),
        refusal=SAVE_AS,
    ),
    Damage(
        "encoding",
        Text("编码无法确定", "an encoding that cannot be told"),
        Text("文件受损，或用了繁体等编码", "a damaged file, or an encoding such as Big5"),
        ("", ""),
        "T001",
        EARLIER,
    ),
    Damage(
        "mojibake",
        Text("汉字成了乱码", "Chinese read in the wrong encoding"),
        Text("把 UTF-8 文件当作 GBK 打开后保存", "UTF-8 opened as GBK, then saved"),
        ("楂樻柊鎶€鏈", ""),
        refusal=EARLIER,
    ),
    Damage(
        "lost-characters",
        Text("汉字变成了问号或 �", "characters turned into ? or �"),
        Text("存成了没有汉字的编码", "saved in an encoding without Chinese"),
        ("????", ""),
        refusal=EARLIER,
    ),
    Damage(
        "exponents",
        Text("长数字变成科学计数法", "long numbers in scientific notation"),
        AUTOFORMAT,
        ("1.15E+17", ""),
        refusal=AGAIN,
    ),
    Damage(
        "dates",
        Text("内容变成了日期", "something turned into a date"),
        Text("Excel、WPS 把 1-2 当作日期", "Excel and WPS take 1-2 for a date"),
        ("1月2日", ""),
        refusal=AGAIN,
    ),
    Damage(
        "negatives",
        Text("带括号的序号变成负数", "a number in brackets turned negative"),
        Text("Excel 把 (1) 当作 -1", "Excel takes (1) for -1"),
        ("-1", ""),
        refusal=AGAIN,
    ),
    Damage(
        "hashes",
        Text("单元格只剩 ####", "cells that hold #### only"),
        Text("列太窄时另存或打印", "saved while the column was too narrow"),
        ("####", ""),
        refusal=AGAIN,
    ),
    Damage(
        "comma-numbers",
        Text("逗号可能是千分位，也可能是小数点", "a comma that parts thousands or decimals"),
        Text("区域设置不同", "different regional settings"),
        ("1,234", ""),
        "T102",
        COMMAS,
    ),
)
