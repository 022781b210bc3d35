package dev.memcore.bench.simulate.trace;

import dev.memcore.bench.harness.UniqueWord;
import dev.memcore.bench.perf.ConversationGenerator;
import dev.memcore.bench.simulate.trace.Trace.Item;
import dev.memcore.bench.simulate.trace.Trace.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A synthetic conversation over months, made like LoCoMo's: a session a day, of {@value #TURNS} turns on {@value
 * #TOPICS} topics; half of the turns are small talk. After each session the reader requests earlier informative turns
 * on its topics, important and recent ones more often. Small talk is never requested.
 *
 * <p>Informative turns can be recognised by their texts: they contain words of their topic and a unique word. Small
 * talk contains neither, and repeats itself. The importance of a turn is known with some error.
 */
final class DialogueTrace {
    static final int TURNS = 20;
    static final int TOPICS = 3;

    /** The number of sessions after which a turn is requested half as often. */
    private static final double HALF_LIFE = 10;

    private static final List<String> SMALL_TALK = List.of(
            "Thanks, that is so kind of you!",
            "Haha, yes, I know what you mean.",
            "How are you doing today?",
            "Sounds great, talk to you soon!",
            "Wow, that is really good to hear.",
            "Hey, good to see you again!",
            "Sure, no problem at all.",
            "I am glad you liked it.");

    private final SplittableRandom random;
    private final ConversationGenerator sentences;
    private final Zipf topics;
    private final int size;
    private final List<Item> items = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();

    /** A turn that tells something: its place among the items, its session, and how much it is wanted. */
    private record Told(int item, int session, int topic, double wanted) {}

    private DialogueTrace(TraceSize size, long seed) {
        this.random = new SplittableRandom(seed);
        this.sentences = new ConversationGenerator(random.nextLong());
        this.size = size.items();
        this.topics = new Zipf(Math.max(TOPICS, size.items() / TURNS), size.exponent());
    }

    /** Returns a conversation of about the given number of turns; the other steps are requests. */
    static Trace of(TraceSize size, long seed) {
        DialogueTrace dialogue = new DialogueTrace(size, seed);
        int sessions = Math.ceilDiv(size.items(), TURNS);
        for (int session = 0; session < sessions; session++) {
            dialogue.talk(session);
            long until = (long) size.steps() * (session + 1) / sessions;
            dialogue.ask(session, until);
        }
        return new Trace("dialogue", List.copyOf(dialogue.items), List.copyOf(dialogue.steps));
    }

    private void talk(int session) {
        int[] today = random.ints(TOPICS, 0, Integer.MAX_VALUE)
                .map(i -> topics.draw(random))
                .toArray();
        for (int turn = 0; turn < TURNS && items.size() < size; turn++) {
            if (random.nextBoolean()) {
                tell(session, today[random.nextInt(TOPICS)]);
            } else {
                add(SMALL_TALK.get(random.nextInt(SMALL_TALK.size())), random.nextDouble(0.1, 0.5), session, turn);
            }
        }
    }

    private void tell(int session, int topic) {
        double wanted = random.nextDouble();
        double seen = 0.3 + 0.5 * wanted + 0.2 * random.nextDouble();
        told.add(new Told(items.size(), session, topic, wanted));
        // Words of the topic and of the turn are drawn from two ranges that do not meet.
        String text = sentences.question() + ", " + UniqueWord.of(topic) + " and "
                + UniqueWord.of(1_000_000L + items.size()) + ".";
        add(text, seen, session, items.size() % TURNS);
    }

    private void add(String text, double importance, int session, int turn) {
        steps.add(new Step(items.size(), at(session, turn), false));
        items.add(new Item(text, importance));
    }

    private static Instant at(int session, int minute) {
        return Trace.BEGIN.plus(Duration.ofDays(session)).plus(Duration.ofMinutes(minute));
    }

    /** Adds requests until the given number of steps is reached. */
    private void ask(int session, long until) {
        if (told.isEmpty()) {
            return;
        }
        double[] cumulated = new double[told.size()];
        double sum = 0;
        for (int i = 0; i < cumulated.length; i++) {
            Told turn = told.get(i);
            double recent = Math.pow(2, (turn.session - session) / HALF_LIFE);
            sum += turn.wanted * turn.wanted * topics.chance(turn.topic) * recent;
            cumulated[i] = sum;
        }
        while (steps.size() < until) {
            Told wanted = told.get(Draws.place(cumulated, random));
            steps.add(new Step(wanted.item, at(session, TURNS), true));
        }
    }
}
