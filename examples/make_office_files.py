"""Make the two example documents that aren't text: a Word file and a PDF. Needs the ``dev`` extra."""

from pathlib import Path

import docx
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

DOCUMENTS = Path(__file__).with_name("documents")

HUNAN = """湖南省听力健康科技行动实施方案

为贯彻落实《国家卫生健康委 科技部 财政部关于开展听力健康科技行动的通知》，结合我省实际，制定本方案。

一、工作目标

到2026年，建设3个省级听力健康示范基地，65岁以上老年人听力筛查率达到60%。

二、主要任务

（一）推广新生儿听力筛查。建立省、市、县三级筛查网络。

（二）组织人工耳蜗攻关。支持湘江大学附属听力医院牵头实施全植入式人工耳蜗研制项目。

（三）开展老年听力康复。面向老年性耳聋，推广助听器验配服务。

三、任务分工"""

DUTIES = [
    ("任务", "责任单位"),
    ("推广新生儿听力筛查", "省卫生健康委、省财政厅"),
    ("组织人工耳蜗攻关", "省科技厅"),
    ("开展老年听力康复", "省民政厅、省卫生健康委"),
]

HUNAN_END = """湖南省卫生健康委员会

2024年2月20日"""

YUNNAN = """云南省人民政府办公厅关于印发云南省促进听力健康产业发展若干措施的通知
云政办发〔2024〕7号
各州、市人民政府，省直各委、办、局：
《云南省促进听力健康产业发展若干措施》已经省人民政府同意，现印发给你们，请认真贯彻执行。
云南省人民政府办公厅
2024年2月28日
云南省促进听力健康产业发展若干措施
根据《“十四五”听力健康科技创新规划》和《国家卫生健康委 科技部 财政部关于开展听力健康科技行动的通知》，制定以下措施。
一、支持关键产品研发
支持便携式听力筛查仪、骨导助听器研发，对获批上市的产品给予最高200万元奖励。（省科技厅、省工业和信息化厅按职责分工负责）
二、建设创新平台
支持云岭听力研究所建设内耳类器官平台，到2027年培育5家省级工程研究中心。（省发展改革委、省科技厅负责）
三、拓展应用场景
在边境地区开展中耳炎早期筛查试点。（省卫生健康委牵头，各州、市人民政府参与）""".splitlines()


def make_word(path: Path) -> None:
    """Write the province's implementation plan, with a duty table, as a Word document."""
    document = docx.Document()
    for text in HUNAN.split("\n\n"):
        document.add_paragraph(text)
    table = document.add_table(rows=0, cols=2)
    for duty in DUTIES:
        for cell, text in zip(table.add_row().cells, duty, strict=True):
            cell.text = text
    for text in HUNAN_END.split("\n\n"):
        document.add_paragraph(text)
    document.save(str(path))


def make_pdf(path: Path) -> None:
    """Write the other province's measures as a PDF, its lines wrapped by the page."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("body", fontName="STSong-Light", fontSize=12, leading=20, wordWrap="CJK", firstLineIndent=24)
    story = []
    for text in YUNNAN:
        story += [Paragraph(text, style), Spacer(1, 6)]
    SimpleDocTemplate(str(path), invariant=1).build(story)


if __name__ == "__main__":
    make_word(DOCUMENTS / "03-湖南省听力健康科技行动实施方案.docx")
    make_pdf(DOCUMENTS / "04-云南省促进听力健康产业发展若干措施.pdf")
