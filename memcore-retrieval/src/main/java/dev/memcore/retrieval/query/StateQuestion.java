package dev.memcore.retrieval.query;

import dev.memcore.retrieval.query.Question.State.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question in English for the state of one subject: "Where is the red suitcase?", "Who has the drill now?", "When was
 * the audit originally?". Several memories may state it, and the time of the question determines which one is valid.
 * The question is recognised by its form alone. Questions of other forms are not recognised.
 *
 * @param kind what is asked of the subject
 * @param subject the words that name the subject, in lower case, without articles and prepositions; not empty
 * @param moment which of several statements is asked for
 */
record StateQuestion(Kind kind, List<String> subject, Moment moment) implements Question.State {
    private static final int MOST_WORDS = 6;

    /** A question word is among the first words: "Do you know where the keys are?" */
    private static final int OPENING = 5;

    private static final Set<String> BE = Set.of("is", "are", "was", "were", "'s");
    private static final Set<String> DO = Set.of("does", "do", "did", "will");
    private static final Set<String> SPEAKERS = Set.of("i", "we", "you", "one");
    private static final Set<String> PUTTING = StateStatement.set("""
        find get put leave keep store place hide park
        """);
    private static final Set<String> PLACED = StateStatement.set("""
        located kept stored placed hidden parked put at staying stay gone
        """);
    private static final Set<String> LIVING = Set.of("live", "reside");
    private static final Set<String> HOLDING = StateStatement.set("""
        has have had holds keeps owns got 's
        """);
    private static final Set<String> CONDITIONS = Set.of("state", "condition", "shape", "status");
    private static final Set<String> DATES = Set.of("date", "day", "time");
    private static final Set<String> CITIES = Set.of("city", "town", "country");
    private static final Set<String> OCCURRING = Set.of("start", "begin", "happen", "occur", "be");
    private static final Set<String> PLANNED = Set.of("due", "scheduled", "planned", "on");

    /** Words with which the rest of a question is more than a subject. */
    private static final Set<String> NO_SUBJECT = StateStatement.set("""
        i you he she it they we me him them there here do does did doing going that which who whom what
        where when why how or if than like is are was were has have had not no be been being most one best
        after before during since until because about between difference
        """);

    private static final List<List<String>> SAYING_NOW = List.of(
            List.of("at", "the", "moment"),
            List.of("right", "now"),
            List.of("at", "present"),
            List.of("these", "days"),
            List.of("now"),
            List.of("currently"),
            List.of("presently"),
            List.of("nowadays"),
            List.of("still"),
            List.of("current"),
            List.of("latest"));

    private static final List<List<String>> SAYING_BEFORE = List.of(
            List.of("before", "that"),
            List.of("previously"),
            List.of("formerly"),
            List.of("earlier"),
            List.of("previous"),
            List.of("former"));

    private static final List<List<String>> SAYING_FIRST = List.of(
            List.of("at", "first"),
            List.of("in", "the", "beginning"),
            List.of("originally"),
            List.of("initially"),
            List.of("original"),
            List.of("initial"));

    /** What is asked of a subject. */
    enum Kind {
        /** Where it is. */
        PLACE,
        /** Where a person lives. */
        HOME,
        /** Who has it. */
        HOLDER,
        /** Its condition. */
        CONDITION,
        /** When it takes place. */
        DATE,
        /** Its value: a number, a name, a code. */
        VALUE
    }

    StateQuestion {
        subject = List.copyOf(subject);
    }

    /** Returns the question for a state that a text asks, or null if it asks for something else. */
    static @Nullable StateQuestion of(String text) {
        List<String> words = StateStatement.words(text);
        while (!words.isEmpty()
                && (StateStatement.ends(words.getLast()) || words.getLast().equals(","))) {
            words.removeLast();
        }
        if (words.stream().anyMatch(StateStatement::ends)) {
            return null;
        }
        Moment moment = Moment.PRESENT;
        if (remove(words, SAYING_FIRST)) {
            moment = Moment.FIRST;
        } else if (remove(words, SAYING_BEFORE) || removeLast(words, "before")) {
            moment = Moment.BEFORE;
        }
        remove(words, SAYING_NOW);
        if (words.size() > 2 && words.subList(0, 2).equals(List.of("tell", "me"))) {
            StateQuestion told = new Rest(words, moment).about(Kind.VALUE, 2, words.size());
            if (told != null) {
                return told;
            }
        }
        for (int i = 0; i < Math.min(OPENING, words.size()); i++) {
            if (Set.of("where", "who", "when", "what", "which", "how").contains(words.get(i))) {
                return new Rest(words.subList(i, words.size()), moment).question();
            }
        }
        return null;
    }

    private static boolean removeLast(List<String> words, String last) {
        boolean has = !words.isEmpty() && words.getLast().equals(last);
        if (has) {
            words.removeLast();
        }
        return has;
    }

    /** Removes all of some phrases. Returns whether there was one. */
    private static boolean remove(List<String> words, List<List<String>> phrases) {
        boolean removed = false;
        for (List<String> phrase : phrases) {
            for (int i = words.size() - phrase.size(); i >= 0; i--) {
                int end = i + phrase.size();
                if (end <= words.size() && words.subList(i, end).equals(phrase)) {
                    words.subList(i, end).clear();
                    removed = true;
                }
            }
        }
        return removed;
    }

    /** The words of a question from its question word on. */
    private record Rest(List<String> words, Moment moment) {
        @Nullable
        StateQuestion question() {
            return switch (at(0)) {
                case "where" -> where();
                case "who" -> HOLDING.contains(at(1)) ? about(Kind.HOLDER, at(2).equals("got") ? 3 : 2, end()) : null;
                case "when" -> when(1);
                case "how" -> at(1).equals("much") && BE.contains(at(2)) ? about(Kind.VALUE, 3, end()) : null;
                default -> what();
            };
        }

        private @Nullable StateQuestion where() {
            if (BE.contains(at(1)) && at(end() - 1).equals("living")) {
                return about(Kind.HOME, 2, end() - 1);
            }
            if (BE.contains(at(1))) {
                return about(Kind.PLACE, 2, PLACED.contains(at(end() - 1)) ? end() - 1 : end());
            }
            if (BE.contains(at(end() - 1))) {
                return about(Kind.PLACE, 1, end() - 1); // "Do you know where the keys are?"
            }
            if (PLACED.contains(at(end() - 1)) && BE.contains(at(end() - 2))) {
                return about(Kind.PLACE, 1, end() - 2);
            }
            if (SPEAKERS.contains(at(2)) && PUTTING.contains(at(3))) {
                return about(Kind.PLACE, 4, end());
            }
            return DO.contains(at(1)) && LIVING.contains(at(end() - 1)) ? about(Kind.HOME, 2, end() - 1) : null;
        }

        private @Nullable StateQuestion when(int from) {
            if (BE.contains(at(from))) {
                return about(Kind.DATE, from + 1, PLANNED.contains(at(end() - 1)) ? end() - 1 : end());
            }
            boolean place = at(end() - 2).equals("take") && at(end() - 1).equals("place");
            if (DO.contains(at(from)) && (place || OCCURRING.contains(at(end() - 1)))) {
                return about(Kind.DATE, from + 1, place ? end() - 2 : end() - 1);
            }
            return null;
        }

        private @Nullable StateQuestion what() {
            int end = at(end() - 1).equals("in") ? end() - 1 : end();
            if (CONDITIONS.contains(at(1)) && BE.contains(at(2))) {
                return about(Kind.CONDITION, 3, end);
            }
            if (CITIES.contains(at(1)) && DO.contains(at(2)) && LIVING.contains(at(end - 1))) {
                return about(Kind.HOME, 3, end - 1);
            }
            if (DATES.contains(at(1))) {
                return when(2);
            }
            if (!BE.contains(at(1))) {
                return null;
            }
            boolean condition = at(2).equals("the") && CONDITIONS.contains(at(3)) && at(4).equals("of");
            return condition ? about(Kind.CONDITION, 5, end()) : about(Kind.VALUE, 2, end());
        }

        private int end() {
            return words.size();
        }

        private String at(int i) {
            return i >= 0 && i < words.size() ? words.get(i) : "";
        }

        private @Nullable StateQuestion about(Kind kind, int from, int to) {
            List<String> subject = new ArrayList<>();
            for (int i = from; i < to; i++) {
                if (NO_SUBJECT.contains(at(i)) || at(i).equals(",")) {
                    return null;
                }
                if (!StateStatement.isFunctionWord(at(i))) {
                    subject.add(at(i));
                }
            }
            return subject.isEmpty() || subject.size() > MOST_WORDS ? null : new StateQuestion(kind, subject, moment);
        }
    }

    @Override
    public double statedBy(String text) {
        return StateStatement.states(text, this);
    }
}
