package dev.memcore.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class EstimatedTokensTest {
    private static final TokenCounter COUNTER = TokenCounter.approximate();

    /** Texts, and how many tokens cl100k_base and o200k_base make of them, as counted by JTokkit 1.1.0. */
    static Stream<Arguments> counted() {
        return Stream.of(
                arguments(
                        "English",
                        45,
                        45,
                        "Thanks for the reminder! I moved from Paris to Lisbon last spring, but I still "
                                + "work remotely for the same company. Could you book a table for two near the "
                                + "river tonight, and ask whether they have anything without peanuts?"),
                arguments(
                        "German",
                        52,
                        40,
                        "Gestern haben wir die Bedienungsanleitung überarbeitet und die "
                                + "Datenschutzerklärung an die Geschäftsführung geschickt. Nächste Woche treffen "
                                + "wir uns wieder, um den Haushaltsentwurf zu prüfen."),
                arguments(
                        "Vietnamese",
                        74,
                        42,
                        "Hôm qua tôi đã đi Hà Nội với bạn bè và thăm bảo tàng cũng như chợ lớn. Thời tiết"
                                + " rất đẹp và chúng tôi ăn trưa ở một quán nhỏ gần hồ."),
                arguments(
                        "Java",
                        49,
                        50,
                        "for (Memory message : session.window(2_000)) {\n    if "
                                + "(message.observation().role() == Role.TOOL) {\n        "
                                + "results.computeIfAbsent(message.id(), id -> new "
                                + "ArrayList<>()).add(message.text());\n    }\n}\n"),
                arguments(
                        "JSON",
                        36,
                        35,
                        "{\"name\":\"get_weather\",\"arguments\":{\"ci"
                                + "ty\":\"Lisbon\",\"unit\":\"celsius\",\"days\""
                                + ":3,\"coordinates\":[38.7223,-9.1393]}}"),
                arguments("UUID", 66, 66, "0192f3a4-7c1e-7b52-9d3f-1a2b3c4d5e6f b7f9c2d1-44e0-4f6a-8a37-90c1d2e3f4a5"),
                arguments(
                        "Russian",
                        77,
                        40,
                        "Вчера я ездил с друзьями в старый город, и мы посетили музей и большой рынок. На"
                                + " следующей неделе мы снова встретимся, чтобы проверить бюджет и проект договора."),
                arguments(
                        "Greek",
                        88,
                        35,
                        "Χθες πήγα με φίλους στη Θεσσαλονίκη και επισκεφτήκαμε το μουσείο και την αγορά. "
                                + "Ο καιρός ήταν πολύ καλός."),
                arguments("Chinese", 67, 42, "昨天我们讨论了新的设计方案，并且决定下周三再次开会审查预算和合同草稿。她去年春天从巴黎搬到" + "里斯本，但仍然在家工作。"),
                arguments(
                        "Japanese",
                        78,
                        54,
                        "昨日は友達と一緒に京都へ行って、清水寺と伏見稲荷大社を見学しました。来週の水曜日にもう一度" + "打ち合わせをして、予算案を確認することになりました。"),
                arguments(
                        "Korean",
                        66,
                        42,
                        "어제 친구들과 함께 경주에 가서 불국사를 구경했습니다. 다음 주 수요일에 다시 회의를 열어 예산안과 계약서 초안을 검토하기로 했습니다."),
                arguments(
                        "Thai",
                        123,
                        50,
                        "เมื่อวานนี้ฉันไปเที่ยวเชียงใหม่กับเพื่อน อากาศดีมากและอาหารก็อร่อย "
                                + "สัปดาห์หน้าเราจะประชุมกันอีกครั้งเพื่อทบทวนงบประมาณและร่างสัญญา"),
                arguments(
                        "Hindi",
                        153,
                        41,
                        "कल मैं दोस्तों के साथ पुराने शहर गया और हमने संग्रहालय और बड़ा बाज़ार देखा। मौसम"
                                + " बहुत अच्छा था। अगले हफ़्ते हम बजट की समीक्षा करने के लिए फिर मिलेंगे।"),
                arguments(
                        "Arabic",
                        95,
                        38,
                        "سافرت أمس مع أصدقائي إلى المدينة القديمة وزرنا المتحف والسوق الكبير. في الأسبوع "
                                + "القادم سنعقد اجتماعا آخر لمراجعة الميزانية ومسودة العقد."),
                arguments(
                        "Hebrew",
                        97,
                        39,
                        "אתמול נסעתי עם חברים לירושלים וביקרנו במוזיאון ובשוק הגדול. בשבוע הבא ניפגש שוב "
                                + "כדי לבדוק את התקציב."),
                arguments(
                        "Emoji",
                        119,
                        73,
                        "😀😂🥰👍👍👍🎉🎉🔥❤️💯🙏😭🤣✨🚀👀🤔😎🥳👨‍👩‍👧‍👦👩🏽‍💻🇩🇪🇯🇵☕️🍕🍣🐶🌍⚽️✅" + "⚠️"),
                arguments(
                        "Chat",
                        50,
                        40,
                        "omg that's so cute 😍😍 can't wait to see you on Friday!! 🎉🎉 love you ❤️ sounds "
                                + "good 👍 see you at 7pm 🍕 haha 😂😂 no way!!"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("counted")
    void theEstimateIsNearRealTokenizersAndRatherAbove(String name, int cl100k, int o200k, String text) {
        int estimate = COUNTER.count(text);
        assertTrue(estimate >= cl100k && estimate >= o200k, () -> name + ": " + estimate);
        assertTrue(estimate <= 1.45 * cl100k, () -> name + ": " + estimate);
    }

    @Test
    void everyScriptHasItsPrice() {
        for (String letter : Stream.of("\u4ECA", "\u306E", "\uAC00", "\u0E01", "\u0915", "\u0628", "\u05D0")
                .toList()) {
            int tokens = COUNTER.count(letter.repeat(3_935));
            assertTrue(tokens > 3_000, () -> letter + ": " + tokens);
        }
        assertTrue(COUNTER.count("\u1208".repeat(1_000)) > 2_000, "an unknown script costs what its bytes cost");
    }

    @Test
    void whatIsNoLanguageIsCountedToo() {
        assertEquals(0, COUNTER.count(""));
        assertEquals(1, COUNTER.count(" \n "));
        assertEquals(667, COUNTER.count("7".repeat(2_000)));
        assertTrue(COUNTER.count("qzxkvjwp".repeat(250)) > 1_000, "random letters");
        assertTrue(COUNTER.count("aB3dE5gH".repeat(250)) > 1_000, "encoded bytes");
        assertTrue(COUNTER.count("-".repeat(2_000)) < 200, "a line");
        assertTrue(COUNTER.count(" ".repeat(2_000)) < 100, "an indentation");
        assertTrue(COUNTER.count("\uD800\uD800") > 1, "unpaired surrogates");
    }
}
