package dev.memcore.bench.documents;

import dev.memcore.bench.documents.LongDocument.Asked;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes user manuals with a title, section headings and paragraphs, in English or Chinese. All manuals state the same
 * things about the same parts, with other values. Only the first line of a manual names the device, and two sections
 * differ only in their heading. So a question that names the device, or the section, is answered by a passage that does
 * not contain that name.
 */
final class Manuals {
    /**
     * The words of one language.
     *
     * @param devices the kinds of devices
     * @param makers the names of makers; titles combine them with a number and a device
     * @param parts the parts of each device
     * @param sections the headings, and a statement about a part with a value (%1$s, %2$d)
     * @param questions for each section, a question about the part of a device (%1$s, %2$s)
     * @param reworded for each section, the same question in other words and forms
     * @param fillers sentences without information
     * @param start the last sentence of a paragraph (%1$s: the part)
     * @param end the first sentence of the next paragraph (%2$d: a value), which refers to it
     * @param across a question that both sentences answer
     * @param space what separates sentences
     */
    private record Language(
            String title,
            List<String> devices,
            List<String> makers,
            List<String> parts,
            List<List<String>> sections,
            List<String> questions,
            List<String> reworded,
            List<String> fillers,
            String start,
            String end,
            String across,
            String space) {}

    private static final Language ENGLISH = new Language(
            "%1$s %2$d %3$s",
            List.of("water pump", "coffee machine", "air heater", "lawn mower"),
            List.of("Torvex", "Halmar", "Brennik", "Solvena", "Quarlo"),
            List.of("filter", "hose", "valve", "lid", "sensor", "cable", "handle", "motor", "tank", "gasket"),
            List.of(
                    List.of("Installation", "Fasten the %1$s with %2$d screws."),
                    List.of("Maintenance", "Clean the %1$s after %2$d days."),
                    List.of("Winter operation", "Set the %1$s to level %2$d."),
                    List.of("Summer operation", "Set the %1$s to level %2$d."),
                    List.of("Spare parts", "The order number of the %1$s is %2$d."),
                    List.of("Transport", "Wrap the %1$s in %2$d layers of foil."),
                    List.of("Warranty", "A broken %1$s is replaced for %2$d months.")),
            List.of(
                    "How many screws fasten the %1$s of the %2$s?",
                    "After how many days do I clean the %1$s of the %2$s?",
                    "Which level for the %1$s of the %2$s in winter operation?",
                    "Which level for the %1$s of the %2$s in summer operation?",
                    "What is the order number of the %1$s of the %2$s?",
                    "How many layers of foil for the %1$s of the %2$s?",
                    "For how many months is a broken %1$s of the %2$s replaced?"),
            List.of(
                    "%2$s: number of bolts for fastening the %1$s",
                    "%2$s: interval for the cleaning of the %1$s",
                    "%2$s: %1$s setting when operated in winter",
                    "%2$s: %1$s setting when operated in summer",
                    "%2$s: code for ordering a new %1$s",
                    "%2$s: how often is the %1$s wrapped with foil when shipping it?",
                    "%2$s: how long is the replacement of a defective %1$s free?"),
            List.of(
                    "Read the whole chapter before you begin, and keep it within reach.",
                    "Work slowly, and have a second person help you if you are not sure.",
                    "All figures hold for a room of normal size and normal temperature.",
                    "Put on gloves, and switch the device off before you open it.",
                    "Ask a dealer if something in this chapter does not match what you see.",
                    "Children must not do this work, even under the eyes of an adult.",
                    "The drawing on the inside of the cover shows where everything is."),
            "The red lamp blinks when the %1$s is blocked.",
            "In that case hold the reset button for %2$d seconds.",
            "How long do I hold the reset button when the red lamp shows a blocked %1$s of the %2$s?",
            " ");

    private static final Language CHINESE = new Language(
            "%1$s%2$d%3$s",
            List.of("水泵", "咖啡机", "暖风机", "割草机"),
            List.of("海风", "北辰", "金石", "云川", "长明"),
            List.of("滤网", "软管", "阀门", "盖子", "传感器", "电缆", "把手", "电机", "水箱", "垫圈"),
            List.of(
                    List.of("安装", "用%2$d颗螺丝固定%1$s。"),
                    List.of("保养", "每隔%2$d天清洗%1$s。"),
                    List.of("冬季运行", "把%1$s调到第%2$d档。"),
                    List.of("夏季运行", "把%1$s调到第%2$d档。"),
                    List.of("备件", "%1$s的订货号是%2$d。"),
                    List.of("运输", "用%2$d层薄膜包裹%1$s。"),
                    List.of("保修", "损坏的%1$s在%2$d个月内免费更换。")),
            List.of(
                    "%2$s的%1$s用几颗螺丝固定？",
                    "%2$s的%1$s每隔几天清洗？",
                    "冬季运行时%2$s的%1$s调到第几档？",
                    "夏季运行时%2$s的%1$s调到第几档？",
                    "%2$s的%1$s的订货号是什么？",
                    "%2$s的%1$s用几层薄膜包裹？",
                    "%2$s损坏的%1$s几个月内免费更换？"),
            List.of(
                    "%2$s：固定%1$s要多少螺钉",
                    "%2$s：%1$s多久洗一次",
                    "%2$s：冬天%1$s应设在哪一档",
                    "%2$s：夏天%1$s应设在哪一档",
                    "%2$s：订购新%1$s的编号",
                    "%2$s：运送时%1$s要包几层膜",
                    "%2$s：%1$s坏了多久以内换新不收钱"),
            List.of(
                    "开始之前请读完本章，并把它放在手边。",
                    "请慢慢操作，没有把握时请找人帮忙。",
                    "所有数字都适用于普通大小和普通温度的房间。",
                    "请戴上手套，打开机器之前先关掉电源。",
                    "如果本章内容与实物不符，请询问经销商。",
                    "儿童不得进行这项工作，有大人看着也不行。",
                    "盖板内侧的图纸标明了所有位置。"),
            "%1$s堵塞时红灯会闪烁。",
            "这时请按住复位键%2$d秒。",
            "%2$s的红灯因为%1$s堵塞而闪烁时，复位键要按多少秒？",
            "");

    private final Random random;
    private final int asked;

    /**
     * Creates a source.
     *
     * @param asked the maximum number of questions of each way for each manual
     */
    Manuals(long seed, int asked) {
        this.random = new Random(seed);
        this.asked = asked;
    }

    /** Returns sets of so many manuals by the name of the set. */
    Map<String, List<LongDocument>> all(int count) {
        Map<String, List<LongDocument>> sets = new LinkedHashMap<>();
        sets.put("manual-en", of(ENGLISH, count));
        sets.put("manual-zh", of(CHINESE, count));
        return sets;
    }

    private List<LongDocument> of(Language words, int count) {
        List<LongDocument> manuals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String device = words.devices().get(i % words.devices().size());
            String maker = words.makers()
                    .get(i / words.devices().size() % words.makers().size());
            manuals.add(manual(words, String.format(words.title(), maker, 100 + 10 * i + random.nextInt(10), device)));
        }
        return manuals;
    }

    private LongDocument manual(Language words, String title) {
        StringBuilder text = new StringBuilder(title).append("\n\n");
        List<Asked> all = new ArrayList<>();
        for (int section = 0; section < words.sections().size(); section++) {
            text.append("## ").append(words.sections().get(section).getFirst()).append("\n\n");
            List<String> parts = new ArrayList<>(words.parts());
            Collections.shuffle(parts, random);
            for (String part : parts) {
                fill(words, text);
                int from = text.length();
                int value = 2 + random.nextInt(90);
                text.append(String.format(words.sections().get(section).getLast(), part, value));
                String question = String.format(words.questions().get(section), part, title);
                all.add(new Asked("title and word", question, from, text.length()));
                String other = String.format(words.reworded().get(section), part, title);
                all.add(new Asked("title, reworded", other, from, text.length()));
                text.append(words.space());
                fill(words, text);
                text.append("\n\n");
            }
        }
        for (String part : words.parts()) {
            fill(words, text);
            fill(words, text);
            int from = text.length();
            text.append(String.format(words.start(), part)).append("\n\n");
            text.append(String.format(words.end(), part, 2 + random.nextInt(90)));
            all.add(new Asked("across a border", String.format(words.across(), part, title), from, text.length()));
            text.append(words.space());
            fill(words, text);
            fill(words, text);
        }
        return new LongDocument(text.toString(), drawn(all));
    }

    /** Appends some sentences without information. */
    private void fill(Language words, StringBuilder text) {
        for (int i = 0; i < 3; i++) {
            text.append(words.fillers().get(random.nextInt(words.fillers().size())))
                    .append(words.space());
        }
    }

    /** Returns some of the questions of each way. */
    private List<Asked> drawn(List<Asked> all) {
        List<Asked> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        List<Asked> drawn = new ArrayList<>();
        all.stream()
                .map(Asked::way)
                .distinct()
                .forEach(way -> shuffled.stream()
                        .filter(question -> question.way().equals(way))
                        .limit(asked)
                        .forEach(drawn::add));
        return drawn;
    }
}
