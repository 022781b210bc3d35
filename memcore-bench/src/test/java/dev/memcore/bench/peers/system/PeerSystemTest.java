package dev.memcore.bench.peers.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.bench.TinyLocomo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PeerSystemTest {
    private static final int USERS = 3;

    @TempDir
    private Path directory;

    @Test
    void theSameArgumentsGiveTheSameCorpusOfDistinctTexts() throws IOException {
        Path data = TinyLocomo.copyTo(directory.resolve("locomo-tiny.json"));
        PeerCorpus one = PeerCorpus.of(data, 100, USERS, 7);
        PeerCorpus other = PeerCorpus.of(data, 100, USERS, 7);
        assertEquals(one.turns(), other.turns());
        assertEquals(one.questions(50), other.questions(50));
        assertEquals(100, one.size());
        Set<String> texts = one.turns().stream().map(PeerTurn::text).collect(Collectors.toSet());
        assertEquals(100, texts.size());
        for (PeerQuestion question : one.judged(100)) {
            assertTrue(texts.containsAll(question.evidence()), question.toString());
            assertEquals(1, question.evidenceRecall(question.evidence()));
        }
    }

    @Test
    void fewTurnsAreSharedByAllUsers() {
        PeerCorpus corpus = PeerCorpus.of(null, 100, USERS, 7);
        for (int user = 0; user < USERS; user++) {
            int number = user;
            long turns = corpus.turns().stream()
                    .filter(turn -> turn.user() == number)
                    .count();
            assertTrue(turns >= 32 && turns <= 34, turns + " turns of user " + user);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMCORE", "LUCENE", "LANGCHAIN4J"})
    void findsOnlyTurnsOfTheUserAndTheNearestOnes(PeerSystem system) {
        PeerCorpus corpus = PeerCorpus.of(null, 200, USERS, 7);
        try (SearchPeer peer = system.openSearch(directory.resolve("store"), true)) {
            peer.load(corpus);
        }
        try (SearchPeer peer = system.openSearch(directory.resolve("store"), true)) {
            double recall = 0;
            for (PeerQuestion question : corpus.questions(20)) {
                List<String> found = peer.search(question);
                assertEquals(SearchPeer.RESULTS, new HashSet<>(found).size());
                assertTrue(textsOf(corpus, question.user()).containsAll(found), found.toString());
                recall += corpus.nearestRecall(question, found) / 20;
            }
            assertTrue(recall > 0.9, system + " has a recall of " + recall);
        }
    }

    private static Set<String> textsOf(PeerCorpus corpus, int user) {
        return corpus.turns().stream()
                .filter(turn -> turn.user() == user)
                .map(PeerTurn::text)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMCORE", "LUCENE"})
    void aDurableWriteIsFoundAtOnce(PeerSystem system) {
        try (DurableWriter writer = system.openWriter(directory.resolve("store"))) {
            writer.write(1, "The saxophone is in the attic.");
            SearchPeer peer = (SearchPeer) writer;
            PeerQuestion question = new PeerQuestion(1, "Where is the saxophone?", null, List.of());
            assertEquals(List.of("The saxophone is in the attic."), peer.search(question));
        }
    }

    @Test
    void theRawFileHoldsWhatAllThreadsWrote() throws Exception {
        try (DurableWriter writer = PeerSystem.FORCE.openWriter(directory)) {
            Thread other = new Thread(() -> writeNumbers(writer, 1));
            other.start();
            writeNumbers(writer, 0);
            other.join();
        }
        assertEquals(100, new HashSet<>(Files.readAllLines(directory.resolve("turns.log"))).size());
    }

    private static void writeNumbers(DurableWriter writer, int user) {
        for (int i = 0; i < 50; i++) {
            writer.write(user, Integer.toString(i));
        }
    }
}
