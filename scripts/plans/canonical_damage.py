"""What spreadsheets do to tables: each damage with its name, who does it, and what undoes it.

`DAMAGES` is what the check names, what tidying mends or refuses, and what the contributors' guide lists.
"""

from collections.abc import Mapping

from plans.canonical_refused import AUTOFORMAT, REFUSED
from plans.canonical_spot import Damage, Spot
from plans.model import Text

EXCEL_CSV = Text("中文版 Excel 存成“CSV（逗号分隔）”", "Chinese Excel, saved as “CSV (comma delimited)”")
TYPING = Text("中文输入法", "a Chinese input method")
MENDED = (
    Damage(
        "bom",
        Text("文件开头有 BOM", "a byte order mark"),
        Text("Excel 存成“CSV UTF-8”", "Excel, saved as “CSV UTF-8”"),
        ("U+FEFF", ""),
        "T002",
    ),
    Damage(
        "gb18030", Text("GBK（GB18030）编码", "encoding GBK (GB18030)"), EXCEL_CSV, ("GBK", "UTF-8"), "T001"
    ),
    Damage(
        "utf-16",
        Text("UTF-16 编码", "encoding UTF-16"),
        Text("Excel 存成“Unicode 文本”", "Excel, saved as “Unicode Text”"),
        ("UTF-16", "UTF-8"),
        "T001",
    ),
    Damage(
        "line-ends",
        Text("换行是 CRLF 或 CR", "line ends CRLF or CR"),
        Text("Windows 或旧版 Mac 上的 Excel、WPS", "Excel or WPS on Windows or an old Mac"),
        ("CRLF", "LF"),
        "T003",
    ),
    Damage(
        "separator",
        Text("单元格之间不是英文逗号", "cells not parted by commas"),
        Text("区域设置，或从表格直接复制粘贴", "regional settings, or cells pasted from a spreadsheet"),
        ("id;name", "id,name"),
        "T006",
    ),
    Damage(
        "separator-line",
        Text("第一行是 sep=", "a first line sep="),
        Text("导出程序写给 Excel 的", "an export meant for Excel"),
        ("sep=;", ""),
    ),
    Damage(
        "one-column",
        Text("整行挤在一个单元格里", "each row in one cell"),
        Text("打开时没有分列就保存", "opened without splitting the columns, then saved"),
        ('"id,name"', "id,name"),
    ),
    Damage(
        "empty-top",
        Text("表头上方有空行", "blank rows above the header"),
        Text("在表格软件里插入了行", "rows inserted in a spreadsheet"),
        (",,,", ""),
    ),
    Damage(
        "empty-rows",
        Text("有空行", "blank rows"),
        Text("在表格软件里清除了内容而没有删除行", "rows cleared, not deleted, in a spreadsheet"),
        (",,,", ""),
        "T009",
    ),
    Damage(
        "empty-columns",
        Text("右侧多出空列", "empty columns beside the table"),
        Text("清除了内容而没有删除列", "columns cleared, not deleted"),
        ("a,b,,", "a,b"),
    ),
    Damage(
        "short-rows",
        Text("行末的空单元格被省去", "empty cells at the end of rows left out"),
        Text("旧版 Excel 存 CSV 时", "older Excel, when it saves CSV"),
        ("a,b", "a,b,,"),
    ),
    Damage(
        "header",
        Text("表头的大小写、空格或符号变了", "header words in other case, with spaces or signs"),
        Text("手工改动或输入法", "typing"),
        ("Name_EN ", "name_en"),
    ),
    Damage(
        "header-words",
        Text("表头译成了别的说法", "a translated header"),
        Text("手工改动，或翻译了网页再复制", "typing, or a page translated and then copied"),
        ("指标名称", "name"),
    ),
    Damage(
        "columns-moved",
        Text("列的顺序变了", "columns in another order"),
        Text("在表格软件里拖动了列", "columns dragged in a spreadsheet"),
        ("name,id", "id,name"),
        "T007",
    ),
    Damage(
        "spaces",
        Text("单元格首尾有空白，或中间有换行", "white space at the ends of cells, or line breaks in them"),
        Text("从网页、PDF 粘贴", "pasted from a page or PDF"),
        ("1.97 ", "1.97"),
        "T010",
    ),
    Damage(
        "invisible",
        Text("单元格首尾有看不见的字符", "invisible characters at the ends of cells"),
        Text("从网页、微信粘贴", "pasted from a page or a chat"),
        ("U+200B", ""),
    ),
    Damage(
        "full-width",
        Text("编号、年份、数字里有全角字符", "full-width characters in ids, years or numbers"),
        TYPING,
        ("２０２５", "2025"),
        "T011",
    ),
    Damage(
        "thousands",
        Text("数字带千分位逗号", "thousands separators in numbers"),
        Text("单元格设成了“会计”“千位分隔”格式", "cells formatted as accounting"),
        ("1,234", "1234"),
        "T102",
    ),
    Damage(
        "decimal-comma",
        Text("小数点写成逗号", "decimal commas"),
        Text("欧洲区域设置", "European regional settings"),
        ("1,5", "1.5"),
        "T102",
    ),
    Damage(
        "text-marks",
        Text("数字或编号外面有撇号、引号或等号", "apostrophes, quotes or equals signs around numbers or ids"),
        Text("为了让 Excel 当作文本", "meant to make Excel take them for text"),
        ('="1.97"', "1.97"),
        "T102",
    ),
    Damage(
        "capitals",
        Text("编号或代码词用了大写字母", "capitals in ids or code words"),
        Text("自动更正把首字母改成大写", "auto-correction of the first letter"),
        ("Target", "target"),
        "T104",
    ),
    Damage(
        "dashes",
        Text("编号里的连字符变成破折号", "dashes for hyphens in ids"),
        Text("WPS、Word 的自动更正", "auto-correction of WPS and Word"),
        ("rd–intensity", "rd-intensity"),
        "T103",
    ),
    Damage(
        "years",
        Text("年份变成日期或带“年”字", "years as dates or with 年"),
        Text("Excel 的日期格式", "date formats of Excel"),
        ("2025/1/1", "2025"),
        "T103",
    ),
    Damage(
        "decimals",
        Text("代码变成小数", "codes as decimals"),
        AUTOFORMAT,
        ("500154.0", "500154"),
        "T103",
    ),
    Damage(
        "spans",
        Text("起止年份没有用斜线连接", "first and last year not joined by a slash"),
        TYPING,
        ("2023—2027年", "2023/2027"),
        "T103",
    ),
    Damage(
        "zeros",
        Text("小数末尾的零丢了（原文用词里有）", "zeros at the end of decimals lost (the wording has them)"),
        AUTOFORMAT,
        ("2", "2.0"),
        "P202",
    ),
)
DAMAGES: tuple[Damage, ...] = MENDED + REFUSED
BY_ID: Mapping[str, Damage] = {damage.id: damage for damage in DAMAGES}


def is_refused(spot: Spot) -> bool:
    """Whether a damage has two meanings, or none that is left."""
    return BY_ID[spot.damage].refusal is not None
