package dev.memcore.consolidation.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.error.MemoryException;
import dev.memcore.consolidation.WordBag;
import dev.memcore.spi.Embedder;
import dev.memcore.spi.TokenCounter;
import dev.memcore.testkit.TableEmbedder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SegmentersTest {
    private static final TokenCounter WORDS = text -> text.split(" ").length;

    @ParameterizedTest
    @CsvSource({
        "uaua, 2", // strict turns
        "uuaaua, 4", // several messages in a row: LightMem's code would pair them wrongly
        "auaua, '1,3'", // the agent greets
        "suaua, '1,3'", // an instruction stands for itself
        "ABAB, 2", // no roles: whoever began
        "AABBA, 4",
        "ABCAB, 3", // three speakers
        "ABBCA, 4",
        "AB|AB, 2", // sessions
        "AB|BABA, '2,4'", // who opened the last session opens no more
        "u, ''",
        "aaa, ''",
    })
    void anExchangeIsWhatIsSaidUntilItsOpenerSpeaksAgain(String letters, String cuts) {
        List<Integer> expected = cuts.isEmpty()
                ? List.of()
                : List.of(cuts.split(",")).stream().map(Integer::valueOf).toList();
        assertEquals(expected, Talk.cuts(Segmenters.exchanges().segment(Talk.of(letters))));
    }

    @Test
    void callsAndTheirResultsStayTogether() {
        List<Memory> messages = new Talk()
                .say('u', "s", "weather?")
                .say('a', "s", "looking", "c1", "c2")
                .say('t', "s", "sun", "c1")
                .say('u', "s", "hurry")
                .say('t', "s", "wind", "c2")
                .say('a', "s", "sun and wind")
                .say('u', "s", "thanks")
                .messages();
        assertEquals(List.of(6), Talk.cuts(Segmenters.exchanges().segment(messages)));
        assertEquals(List.of(1, 5, 6), Talk.cuts(Segmenters.blocks(1).segment(messages)));
        assertEquals(List.of(1, 5), Talk.cuts(Segmenters.blocks(2).segment(messages)), "what cannot be cut is alone");
    }

    @Test
    void callIdsMayRepeat() {
        Talk talk = new Talk();
        for (int i = 0; i < 3; i++) {
            talk.say('u', "s", "weather?").say('a', "s", "looking", "call_0").say('t', "s", "sun", "call_0");
        }
        List<Memory> messages = talk.messages();
        assertEquals(List.of(3, 6), Talk.cuts(Segmenters.exchanges().segment(messages)));
        assertEquals(List.of(1, 3, 4, 6, 7), Talk.cuts(Segmenters.blocks(2).segment(messages)));
    }

    @Test
    void aResultWithoutAnIdStaysWithItsCall() {
        List<Memory> messages = new Talk()
                .say('u', "s", "weather?")
                .say('a', "s", "looking")
                .say('t', "s", "sun")
                .say('a', "s", "sun")
                .messages();
        assertEquals(List.of(1, 3), Talk.cuts(Segmenters.blocks(1).segment(messages)));
    }

    @Test
    void blocksAndSessions() {
        assertEquals(List.of(3, 6, 7), Talk.cuts(Segmenters.blocks(3).segment(Talk.of("ABABABA|AB"))));
        assertEquals(List.of(7), Talk.cuts(Segmenters.sessions().segment(Talk.of("ABABABA|AB"))));
        assertEquals(List.of(), Segmenters.sessions().segment(List.of()));
    }

    @Test
    void aBufferHoldsWholeExchanges() {
        List<Memory> messages = Talk.of("uauauaua"); // three words a message, six an exchange
        assertEquals(List.of(4), Talk.cuts(Segmenters.tokenBuffers(12, WORDS).segment(messages)));
        assertEquals(
                List.of(2, 4, 6), Talk.cuts(Segmenters.tokenBuffers(11, WORDS).segment(messages)));
        assertEquals(
                List.of(2, 4, 6), Talk.cuts(Segmenters.tokenBuffers(1, WORDS).segment(messages)));
    }

    /** Unit vectors in a plane, so that the cosines of neighbours are as told. */
    private static TableEmbedder withCosines(List<Memory> messages, double... cosines) {
        Map<String, float[]> table = new TreeMap<>();
        double angle = 0;
        for (int i = 0; i < messages.size(); i++) {
            angle += i == 0 ? 0 : Math.acos(cosines[i - 1]);
            table.put(messages.get(i).text(), new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
        }
        return new TableEmbedder(table, 2, TableEmbedder.Unknown.FAILS);
    }

    @Test
    void theThresholdRisesUntilThereIsACut() {
        Talk talk = new Talk();
        for (int i = 0; i < 5; i++) {
            talk.say('u', "s", "number " + i).say('a', "s", "-");
        }
        List<Memory> messages = talk.messages();
        List<Memory> exchanges =
                List.of(messages.get(0), messages.get(2), messages.get(4), messages.get(6), messages.get(8));
        assertEquals(List.of(4), topics(messages, exchanges, 1_000, .9, .32, .8, .9), ".35 finds one");
        assertEquals(List.of(4), topics(messages, exchanges, 1_000, .45, .15, .45, .9), "the lowest decides");
        assertEquals(List.of(2, 6), topics(messages, exchanges, 1_000, .41, .6, .44, .9), "both below .45");
        assertEquals(List.of(), topics(messages, exchanges, 1_000, .51, .6, .55, .9), ".5 is the most");
        assertEquals(List.of(2, 6), topics(messages, exchanges, 9, .1, .9, .45, .9), "what is left over goes on");
    }

    private static List<Integer> topics(List<Memory> messages, List<Memory> first, int room, double... cosines) {
        TableEmbedder plane = withCosines(first, cosines);
        Map<String, float[]> table = new TreeMap<>();
        for (Memory memory : first) {
            table.put(
                    memory.text() + "\n-",
                    plane.embed(List.of(memory.text()), Embedder.Purpose.DOCUMENT)
                            .getFirst());
        }
        TableEmbedder embedder = new TableEmbedder(table, 2, TableEmbedder.Unknown.FAILS);
        return Talk.cuts(Segmenters.topics(embedder, WORDS, room).segment(messages));
    }

    @Test
    void aChainGoesOnWhereMeaningAndWordsAgree() {
        List<Memory> messages = new Talk()
                .say('u', "s", "garden roses bloom")
                .say('a', "s", "lovely roses indeed")
                .say('u', "s", "garden roses wither")
                .say('a', "s", "water them")
                .say('u', "s", "buying train tickets")
                .say('a', "s", "which train")
                .messages();
        Map<String, float[]> table = Map.of(
                "garden roses bloom\nlovely roses indeed", new float[] {1, 0},
                "garden roses wither\nwater them", new float[] {.6f, .8f},
                "buying train tickets\nwhich train", new float[] {0, 1});
        TableEmbedder embedder = new TableEmbedder(table, 2, TableEmbedder.Unknown.FAILS);
        // .6 + 2/8 = .85: garden, roses of garden, roses, bloom, lovely, indeed, wither, water, them; then .8 + 0
        assertEquals(List.of(), Talk.cuts(Segmenters.chains(embedder).segment(messages)));
        assertEquals(List.of(4), Talk.cuts(Segmenters.chains(embedder, .82).segment(messages)));
        assertEquals(List.of(2, 4), Talk.cuts(Segmenters.chains(embedder, .86).segment(messages)));
    }

    /** Two hundred turns about six topics of fifteen words each; a turn has nine words of its topic and three of thirty others. */
    private static Talk shifting(long seed, Set<Integer> shifts) {
        SplittableRandom random = new SplittableRandom(seed);
        Talk talk = new Talk();
        int topic = 0;
        for (int turn = 0; turn < 200; turn++) {
            if (turn > 0 && turn % 2 == 0 && turn % 34 == 0) {
                topic++;
                shifts.add(turn);
            }
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < 12; word++) {
                boolean own = word < 9;
                text.append(own ? "topic" + topic : "any")
                        .append(random.nextInt(own ? 15 : 30))
                        .append(' ');
            }
            talk.say(turn % 2 == 0 ? 'A' : 'B', "s", text.toString());
        }
        return talk;
    }

    /** Over ten dialogues; a buffer without a shift is cut, too, where the least cosine is below .5, so precision is not 1. */
    @Test
    void shiftsOfTopicAreFound() {
        for (Segmenter segmenter :
                List.of(Segmenters.topics(new WordBag(), WORDS), Segmenters.chains(new WordBag(), .3))) {
            double hits = 0;
            double found = 0;
            double planted = 0;
            for (long seed = 1; seed <= 10; seed++) {
                Set<Integer> shifts = new HashSet<>();
                List<Integer> cuts =
                        Talk.cuts(segmenter.segment(shifting(seed, shifts).messages()));
                hits += cuts.stream().filter(shifts::contains).count();
                found += cuts.size();
                planted += shifts.size();
            }
            assertEquals(50, planted);
            assertTrue(hits / planted >= .95, "recall: " + hits / planted);
            assertTrue(hits / found >= .75, "precision: " + hits / found);
        }
    }

    @Test
    void everyMessageIsInOneSegmentOfOneSession() {
        SplittableRandom random = new SplittableRandom(42);
        for (int round = 0; round < 200; round++) {
            Talk talk = new Talk();
            int n = random.nextInt(40);
            for (int i = 0; i < n; i++) {
                char who = "uatsAB".charAt(random.nextInt(6));
                String[] calls = random.nextInt(3) == 0 && (who == 'a' || who == 't')
                        ? new String[] {"c" + random.nextInt(5)}
                        : new String[0];
                talk.say(who, "s" + i / 10, "word" + random.nextInt(9), calls);
            }
            List<Memory> messages = talk.messages();
            for (Segmenter segmenter : List.of(
                    Segmenters.exchanges(),
                    Segmenters.sessions(),
                    Segmenters.blocks(3),
                    Segmenters.tokenBuffers(5, WORDS),
                    Segmenters.topics(new WordBag(), WORDS, 5),
                    Segmenters.chains(new WordBag()))) {
                int next = 0;
                for (TopicSegment segment : segmenter.segment(messages)) {
                    assertEquals(next, segment.from());
                    assertEquals(
                            1,
                            segment.of(messages).stream()
                                    .map(Memory::session)
                                    .distinct()
                                    .count());
                    next = segment.to();
                }
                assertEquals(n, next);
            }
        }
    }

    @Test
    void limitsAreSaid() {
        MemoryException none = assertThrows(MemoryException.class, () -> Segmenters.blocks(0));
        assertEquals("[INVALID_ARGUMENT 101] messages must be at least 1, but is 0", none.getMessage());
        assertThrows(MemoryException.class, () -> Segmenters.tokenBuffers(-1, WORDS));
        assertThrows(MemoryException.class, () -> Segmenters.chains(new WordBag(), 2.5));
        assertThrows(MemoryException.class, () -> new TopicSegment(3, 3));
    }
}
