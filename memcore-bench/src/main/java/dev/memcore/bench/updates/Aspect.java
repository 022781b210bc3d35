package dev.memcore.bench.updates;

import java.util.List;
import java.util.Locale;

/**
 * What statements say about a subject, with the sentences that say and ask it. In a template, {x} is the subject, {v} the
 * value, {to} the value as the aim of a movement, and {n} the name of some person.
 */
enum Aspect {
    PLACE(
            List.of("{x} is {v}.", "We keep {x} {v}.", "You will find {x} {v}.", "I put {x} {v}.", "I left {x} {v}."),
            List.of(
                    "{x} is {v}.",
                    "I moved {x} {to}.",
                    "I put {x} {v}.",
                    "{n} left {x} {v}.",
                    "{n} brought {x} {to}.",
                    "I stored {x} {v}.",
                    "{x} is back {v}."),
            List.of("Where is {x}?", "Where can I find {x}?"),
            List.of("Where is {x} now?", "Where is {x} at the moment?", "Where is {x} currently?"),
            List.of("Where was {x} before?"),
            List.of("Where was {x} at first?", "Where was {x} originally?"),
            List.of(
                    "I cleaned {x}.",
                    "{n} asked about {x}.",
                    "{n} took a photo of {x}.",
                    "I ordered a new label for {x}.",
                    "{n} likes the look of {x}.",
                    "I am glad that we bought {x}.")),
    HOLDER(
            List.of("{v} has {x}.", "I lent {x} to {v}.", "{x} is with {v}.", "{v} borrowed {x}."),
            List.of(
                    "{v} has {x}.",
                    "I lent {x} to {v}.",
                    "{x} is with {v}.",
                    "{v} borrowed {x}.",
                    "I gave {x} to {v}.",
                    "{v} took {x} home.",
                    "I handed {x} over to {v}."),
            List.of("Who has {x}?"),
            List.of("Who has {x} now?", "Who has {x} at the moment?", "Who currently has {x}?"),
            List.of("Who had {x} before?"),
            List.of("Who had {x} at first?", "Who originally had {x}?"),
            List.of(
                    "I cleaned {x}.",
                    "I took a photo of {x}.",
                    "I ordered a new label for {x}.",
                    "I like the look of {x}.",
                    "I am glad that we bought {x}.")),
    STATE(
            List.of("{x} is {v}.", "{x} turned out to be {v}.", "I noticed that {x} is {v}."),
            List.of("{x} is {v}.", "{x} turned out to be {v}.", "I noticed that {x} is {v}.", "{x} looks {v}."),
            List.of("What state is {x} in?", "What condition is {x} in?"),
            List.of(
                    "What state is {x} in now?",
                    "What condition is {x} in at the moment?",
                    "What state is {x} currently in?"),
            List.of("What state was {x} in before?"),
            List.of("What state was {x} in at first?", "What condition was {x} originally in?"),
            List.of(
                    "{n} asked about {x}.",
                    "{n} took a photo of {x}.",
                    "I ordered a new label for {x}.",
                    "{n} borrowed {x}.",
                    "I thought about {x}.")),
    DATE(
            List.of("{x} is on {v}.", "{x} takes place on {v}.", "We agreed on {v} for {x}."),
            List.of(
                    "{x} is on {v}.",
                    "{x} was moved to {v}.",
                    "{x} has been postponed to {v}.",
                    "{x} takes place on {v}.",
                    "They rescheduled {x} for {v}."),
            List.of("When is {x}?", "When does {x} take place?"),
            List.of("When is {x} now?", "When does {x} take place now?"),
            List.of("When was {x} before?"),
            List.of("When was {x} originally?", "When was {x} at first?"),
            List.of(
                    "I told {n} about {x}.",
                    "{n} is nervous about {x}.",
                    "I bought a notebook for {x}.",
                    "{n} wants to come along to {x}.")),
    VALUE(
            List.of("{x} is {v}.", "They told me that {x} is {v}.", "I wrote down that {x} is {v}."),
            List.of("{x} is {v}.", "{x} changed to {v}.", "{x} has been changed to {v}.", "It turns out {x} is {v}."),
            List.of("What is {x}?"),
            List.of("What is {x} now?", "What is {x} at the moment?", "What is {x} currently?"),
            List.of("What was {x} before?"),
            List.of("What was {x} at first?", "What was {x} originally?"),
            List.of(
                    "{n} asked me for {x}.",
                    "I keep forgetting {x}.",
                    "I made a note of {x}.",
                    "We argued about {x}.")),
    HOME(
            List.of("{x} lives in {v}.", "{x} has a flat in {v}.", "{x} settled in {v}."),
            List.of("{x} lives in {v}.", "{x} moved to {v}.", "{x} has a flat in {v}.", "{x} relocated to {v}."),
            List.of("Where does {x} live?"),
            List.of("Where does {x} live now?", "Where does {x} currently live?", "Where does {x} live these days?"),
            List.of("Where did {x} live before?"),
            List.of("Where did {x} live at first?", "Where did {x} originally live?"),
            List.of(
                    "{x} called me.",
                    "I baked a cake for {x}.",
                    "{x} told a joke.",
                    "I played chess with {x}.",
                    "{n} wrote a letter to {x}."));

    private static final String SEPARATOR = "\n";

    private final String first;
    private final String later;
    private final String plain;
    private final String now;
    private final String before;
    private final String atFirst;
    private final String mentions;

    Aspect(
            List<String> first,
            List<String> later,
            List<String> plain,
            List<String> now,
            List<String> before,
            List<String> atFirst,
            List<String> mentions) {
        this.first = String.join(SEPARATOR, first);
        this.later = String.join(SEPARATOR, later);
        this.plain = String.join(SEPARATOR, plain);
        this.now = String.join(SEPARATOR, now);
        this.before = String.join(SEPARATOR, before);
        this.atFirst = String.join(SEPARATOR, atFirst);
        this.mentions = String.join(SEPARATOR, mentions);
    }

    /** Its name in reports. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the templates of the first statement about a subject. */
    List<String> first() {
        return templates(first);
    }

    /** Returns the templates of later statements. */
    List<String> later() {
        return templates(later);
    }

    /** Returns the templates of notes that mention the subject and say nothing about this aspect. */
    List<String> mentions() {
        return templates(mentions);
    }

    /** Returns the templates of questions. */
    List<String> questions(Tense tense) {
        return switch (tense) {
            case PLAIN -> templates(plain);
            case NOW -> templates(now);
            case BEFORE -> templates(before);
            case AT_FIRST -> templates(atFirst);
        };
    }

    private static List<String> templates(String joined) {
        return List.of(joined.split(SEPARATOR));
    }

    /** How a question refers to time. */
    enum Tense {
        /** In the present tense, without a word for now. */
        PLAIN("plain"),
        /** With a word for now. */
        NOW("now"),
        /** For the statement before the newest one. */
        BEFORE("before"),
        /** For the oldest statement. */
        AT_FIRST("at first");

        private final String label;

        Tense(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
