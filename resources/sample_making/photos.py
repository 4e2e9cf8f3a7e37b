"""Which photos each application has, as JPG, and its certificate of honour as PNG."""

import io
from collections.abc import Callable, Mapping
from functools import partial

from PIL import Image, ImageDraw

from sample_making.canvas import mixed
from sample_making.fonts import MARK, picture_font
from sample_making.scenes import (
    HOSPITAL,
    MANUFACTURING,
    SERVICE,
    counter,
    display,
    production_line,
    shelf,
    team_board,
)

_ORIENTATION = 0x0112
_TURNED_RIGHT = 6

PHOTOS: Mapping[str, tuple[Callable[[], Image.Image], ...]] = {
    "A-001": (
        partial(
            production_line,
            MANUFACTURING,
            "总装二车间 · A线混流装配",
            ["压装", "拧紧", "气密检测", "加载测试"],
        ),
        partial(
            display,
            MANUFACTURING,
            "总装二车间 · 安灯看板",
            "总装二车间 安灯看板",
            [
                ("A线 03工位 压装", "正常", "—"),
                ("A线 08工位 油封", "处理中", "01:42"),
                ("A线 11工位 拧紧", "正常", "—"),
                ("B线 02工位 合箱", "呼叫", "00:18"),
                ("B线 06工位 气密", "正常", "—"),
                ("B线 09工位 加载", "正常", "—"),
            ],
        ),
        partial(
            shelf,
            MANUFACTURING,
            "总装二车间 · 工装料架",
            "工装与量具 形迹定置",
            ["扭力扳手", "油封导套", "压装芯轴", "气密堵头", "塞尺", "深度规", "转接头"],
        ),
        partial(
            team_board,
            MANUFACTURING,
            "总装二车间 · 班组看板",
            "A线班组 三图五分钟",
            ["缺陷排列图", "合格率趋势", "多能工矩阵", "改善建议", "换型用时", "安灯响应"],
        ),
    ),
    "A-002": (
        partial(counter, SERVICE, "客服中心 · 受理大厅", ["1号 受理", "2号 受理", "3号 调度", "4号 回访"]),
        partial(
            display,
            SERVICE,
            "客服中心 · 工单调度看板",
            "在途工单 剩余时限",
            [
                ("示例花园 3幢 渗漏", "处理中", "00:24"),
                ("示例大厦 12层 空调", "正常", "02:10"),
                ("示例园区 B座 照明", "正常", "05:36"),
                ("示例花园 8幢 门禁", "催办", "00:09"),
                ("示例新村 1幢 水泵", "正常", "01:15"),
                ("示例大厦 地库 道闸", "正常", "03:02"),
            ],
        ),
        partial(
            shelf,
            SERVICE,
            "客服中心 · 备件周转间",
            "备件三区定置 取用即补",
            ["龙头阀芯", "角阀", "断路器", "灯管", "门禁卡", "密封胶", "软管"],
        ),
        partial(
            team_board,
            SERVICE,
            "客服中心 · 班组日清看板",
            "客服班组 日清看板",
            ["投诉排列图", "办结率趋势", "技能矩阵", "一日一改", "二次上门", "满意度"],
        ),
    ),
    "A-003": (
        partial(counter, HOSPITAL, "门诊药房 · 发药窗口", ["1号窗口", "2号窗口", "3号窗口", "4号窗口"]),
        partial(
            display,
            HOSPITAL,
            "门诊药房 · 候药与窗口状态",
            "候药时间与窗口状态",
            [
                ("1号窗口 普通取药", "正常", "6 分钟"),
                ("2号窗口 普通取药", "正常", "7 分钟"),
                ("3号窗口 老年优先", "正常", "3 分钟"),
                ("4号窗口 冷藏药品", "处理中", "9 分钟"),
                ("智能存取柜", "正常", "—"),
                ("前置审方", "正常", "—"),
            ],
        ),
        partial(
            shelf,
            HOSPITAL,
            "门诊药房 · 药品货架",
            "近似药品分开存放",
            ["甲类片剂", "乙类胶囊", "丙类颗粒", "外用软膏", "口服液", "滴眼液", "贴剂"],
        ),
        partial(
            team_board,
            HOSPITAL,
            "门诊药房 · 班组质量看板",
            "药房班组 质量看板",
            ["差错排列图", "合格率趋势", "培训矩阵", "主动报告", "候药分段", "满意度"],
        ),
    ),
}


def jpeg(picture: Image.Image, *, turned: bool = False) -> bytes:
    """A JPG; a turned one is stored lying, with the EXIF note that sets it upright, as phones do."""
    exif = Image.Exif()
    if turned:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
        exif[_ORIENTATION] = _TURNED_RIGHT
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80, optimize=True, exif=exif)
    return out.getvalue()


def certificate(organisation: str, site: str, honour: str, year: str) -> bytes:
    """A certificate without any seal: the sample draws no official sign."""
    picture = Image.new("RGB", (1500, 1060), "#fdf8ea")
    draw = ImageDraw.Draw(picture)
    for inset, colour, width in ((26, "#b8923d", 8), (44, "#d9bf7c", 3), (70, "#efe0b5", 2)):
        draw.rectangle((inset, inset, 1499 - inset, 1059 - inset), outline=colour, width=width)
    for x, y in ((70, 70), (1430, 70), (70, 990), (1430, 990)):
        draw.regular_polygon((x, y, 26), 4, 45, "#b8923d")
    for i in range(5):
        points = (750 + (i - 2) * 70, 168 - (10 if i == 2 else 0), 17 + (7 if i == 2 else 0))  # noqa: PLR2004 - the middle star
        draw.regular_polygon(points, 4, 45, mixed("#b8923d", "#ffffff", abs(i - 2) * 20))
    lines = (
        (270, "荣 誉 证 书", 92, "#a3242b"),
        (400, f"{organisation}　{site}", 42, "#2b2b2b"),
        (520, f"在{year}年群众性质量提升活动中", 40, "#2b2b2b"),
        (600, "被评为", 40, "#2b2b2b"),
        (705, honour, 62, "#a3242b"),
        (812, "特发此证，以资鼓励。", 38, "#2b2b2b"),
        (905, f"示例行业质量组织（虚构）　{year}年12月", 36, "#2b2b2b"),
    )
    for y, words, size, colour in lines:
        draw.text((750, y), words, colour, picture_font(size, bold=size > 60), "mm")  # noqa: PLR2004 - titles are bold
    draw.rounded_rectangle((1130, 92, 1394, 146), 8, "#b3261e")
    draw.text((1262, 119), MARK, "white", picture_font(32, bold=True), "mm")
    draw.text((750, 972), "本证书为演示而制作，不是任何组织颁发的荣誉。", "#8d8064", picture_font(26), "mm")
    out = io.BytesIO()
    picture.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
