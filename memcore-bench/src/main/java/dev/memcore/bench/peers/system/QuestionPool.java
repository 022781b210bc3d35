package dev.memcore.bench.peers.system;

import dev.memcore.bench.perf.ConversationGenerator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Questions: those with evidence, and for timing the same and generated ones in turn. */
final class QuestionPool {
    private final List<PeerQuestion> judged;
    private final List<PeerQuestion> shuffled;
    private final int users;
    private final ConversationGenerator generator;
    private final Random random;
    private int given;

    QuestionPool(List<PeerQuestion> judged, int users, long seed) {
        this.judged = judged;
        this.users = users;
        this.generator = new ConversationGenerator(seed);
        this.random = new Random(seed);
        this.shuffled = new ArrayList<>(judged);
        Collections.shuffle(shuffled, random);
    }

    /** Every other question is one with evidence, as long as some remain. */
    List<PeerQuestion> next(int count) {
        List<PeerQuestion> questions = new ArrayList<>();
        for (int i = 0; i < count; i++, given++) {
            int user = random.nextInt(users);
            questions.add(
                    given % 2 == 0 && given / 2 < shuffled.size()
                            ? shuffled.get(given / 2).of(user)
                            : new PeerQuestion(user, generator.question(), null, List.of()));
        }
        return questions;
    }

    List<PeerQuestion> judged(int most) {
        int count = Math.min(most, judged.size());
        List<PeerQuestion> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            questions.add(judged.get((int) ((long) i * judged.size() / count)));
        }
        return questions;
    }
}
