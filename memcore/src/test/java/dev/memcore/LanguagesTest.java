package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.config.Durability;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Memories of many languages in one space, with the default configuration. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LanguagesTest {
    private static final List<String> TEXTS = List.of(
            "Der Datenschutzbeauftragte heißt Klaus Meier.",
            "Die Straßenbahn fährt alle zehn Minuten.",
            "Анна переехала в новую квартиру на улице Мира.",
            "Мой брат любит старые книги о море.",
            "मेरी बहन दिल्ली में पढ़ाती है।",
            "पिताजी हर सुबह बगीचे में काम करते हैं।",
            "我妹妹在上海的医院工作。",
            "会议改到下周三下午。",
            "姉は京都でピアノを教えています。",
            "新しいサーバーは金曜日に届きます。",
            "พี่สาวของฉันทำงานที่โรงพยาบาลในเชียงใหม่",
            "รถไฟออกจากสถานีตอนเจ็ดโมงเช้า",
            "내 동생은 서울에서 빵집을 한다.",
            "회의는 금요일로 미뤄졌다.",
            "أختي تعمل في مكتبة المدينة.",
            "האח שלי גר בחיפה ליד הים.",
            "Η αδερφή μου μένει κοντά στο λιμάνι.",
            "Em gái tôi mở quán cà phê ở Đà Nẵng.",
            "Mi hermana trabaja en una biblioteca de Sevilla.",
            "Siostra mieszka w Krakowie i uczy muzyki.",
            "Incident INC12000007 was closed by Tom.",
            "The order ORD-12345 was shipped on Monday.",
            "My sister Beth plays the clarinet.");

    @SuppressWarnings("NullAway.Init") // open
    private MemoryManager manager;

    @SuppressWarnings("NullAway.Init") // open
    private MemorySpace space;

    @BeforeAll
    void open(@TempDir Path directory) {
        manager = Memcore.builder()
                .directory(directory)
                .durability(Durability.BUFFERED)
                .build();
        space = manager.space(Scope.of("acme", "ann"));
        space.rememberAll(
                TEXTS.stream().map(text -> Observation.builder(text).build()).toList());
        space.remember(Observation.fact("favourite colour", "Her favourite colour is green.")
                .build());
        for (int i = 0; i < 200; i++) {
            space.remember("Note " + i + ": the meeting about the budget was moved to room " + (100 + i % 30) + ".");
        }
        manager.awaitIndexed();
    }

    @AfterAll
    void close() {
        manager.close();
    }

    /** Questions in other forms of the words, in parts of compounds, and without spaces between words. */
    @ParameterizedTest
    @CsvSource({
        "Wer ist Beauftragter für Datenschutz?, 0",
        "WANN FÄHRT DIE STRASSENBAHN, 1",
        "Где новая квартира Анны?, 2",
        "Какую книгу любит брат?, 3",
        "दिल्ली में कौन पढ़ाता है?, 4",
        "बगीचा, 5",
        "谁在医院工作？, 6",
        "会议什么时候？, 7",
        "ピアノの先生は誰ですか？, 8",
        "サーバーはいつ届く？, 9",
        "ใครทำงานที่โรงพยาบาล, 10",
        "รถไฟออกกี่โมง, 11",
        "서울의 빵집, 12",
        "회의가 언제야?, 13",
        "من يعمل في المكتبة؟, 14",
        "מי גר ליד הים?, 15",
        "Πού μένει η αδερφή;, 16",
        "quán cà phê, 17",
        "¿Quién trabaja en las bibliotecas?, 18",
        "Kto uczy muzyka?, 19",
        "12000007, 20",
        "Who closed 12000007?, 20",
        "Where is order ORD-12345?, 21",
        "clarinnet, 22",
    })
    void eachIsFoundFirst(String question, int text) {
        assertEquals(TEXTS.get(text), first(question));
        assertEquals(TEXTS.get(text), first(Normalizer.normalize(question, Normalizer.Form.NFD)), "as NFD");
    }

    private String first(String question) {
        return space.recall(question).memories().getFirst().text();
    }

    @Test
    void whatNobodyMentionedHasLessConfidence() {
        double mentioned = space.recall("Where is order ORD-12345?").confidence();
        assertTrue(mentioned > 0.7, () -> "" + mentioned);
        for (String absent : List.of(
                "Where is order ORD-77777?",
                "What is the status of #777001?",
                "Where does Gustav live?",
                "Где живёт Олег?")) {
            double confidence = space.recall(absent).confidence();
            assertTrue(confidence < 0.3, () -> absent + " " + confidence);
        }
        assertTrue(space.recall(MemoryQuery.of("Where is order ORD-77777?").forPrompt())
                .hits()
                .isEmpty());
        assertTrue(space.recall("Which incident is 12000007?").confidence() > 0.3);
        // Signs for numbers that are no digits, and digits of several scripts.
        for (String strange : List.of("#\u09f9\u09f9\u09f9\u09f9", "#\u00bd\u00bd\u00bd\u00bd", "ORD-\u0e547\u0e507")) {
            space.recall("Where is order " + strange + "?");
        }
        assertTrue(space.recall("favourite colour").confidence() >= 0.9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u4e2d", "a", "\u0e01", "\u0915"})
    void endlessMarksStopNothing(String letter) {
        MemorySpace other = manager.space(Scope.of("acme", "marks"));
        other.remember(letter + "\u0301".repeat(50_000));
        other.remember("The ferry to Elba leaves at noon.");
        manager.awaitIndexed();
        assertEquals(
                "The ferry to Elba leaves at noon.",
                other.recall("When does the ferry leave?").memories().getFirst().text());
        other.recall(letter + "\u0301".repeat(5_000));
    }

    @Test
    void aCutOffKeepsTheFirstOfTheHits() {
        MemoryQuery query = MemoryQuery.of("Where is order ORD-12345?");
        RecallResult all = space.recall(query);
        RecallResult relevant = space.recall(query.withMinRelevance(MemoryQuery.PROMPT_MIN_RELEVANCE));
        assertEquals(10, all.hits().size());
        assertTrue(relevant.hits().size() < 10);
        assertEquals(all.hits().subList(0, relevant.hits().size()), relevant.hits());
        assertTrue(relevant.hits().stream().allMatch(hit -> hit.relevance() >= MemoryQuery.PROMPT_MIN_RELEVANCE));
        for (int i = 1; i < all.hits().size(); i++) {
            Recalled before = all.hits().get(i - 1);
            assertTrue(before.relevance() >= all.hits().get(i).relevance());
        }
    }
}
