package dev.memcore.bench.updates;

import java.util.List;
import java.util.Locale;

/**
 * Draws notes that say nothing about a subject of statements. Their sentences are not those of statements. Some have the
 * names, places or words of the questions.
 */
final class UnrelatedNotes {
    private static final List<String> SENTENCES = List.of(
            "{n} and I talked about {topic} over {food}.",
            "{daypart} it rained so hard that we watched a film about {topic}.",
            "Bought {food} and {food} for {number} euros.",
            "{n} collects {plural} from {city}.",
            "The bus to {city} was {number} minutes late.",
            "{n} {verb} {number} {plural} {daypart}.",
            "My neighbour {n} sings about {plural} {daypart}.",
            "Read an article on {topic}; {n} would enjoy it.",
            "{n} cooked {food}, and {n} brought {food}.",
            "Dreamt of {plural} and {plural} again.",
            "A parcel with {number} {plural} arrived from {city}.",
            "Must remember to thank {n} for the {plural}.",
            "{n} laughed about {topic} until midnight.",
            "Paid {number} euros for a course on {topic}.",
            "{city} has more {plural} than {city}.");

    /** Notes with words that also occur in questions and statements. */
    private static final List<String> NEAR = List.of(
            "Where did we eat {food} in {city}?",
            "Who was the person with the {plural} that {n} {verb}?",
            "When it is cold, {n} prefers {food}.",
            "What a state the {plural} were in!",
            "Now I understand why {n} {verb} the {plural}.",
            "Found {number} {plural} in {room}.",
            "{n} spilled {food} in {room}.",
            "A {modifier} balloon drifted over {city}.",
            "{n} wore something {modifier} {daypart}.",
            "{n} fell asleep on the {container} in {room}.",
            "At first {n} did not like {food}.",
            "There are {plural} under the {container} in {room}.",
            "{n} goes to {city} for the {plural}.",
            "The {event} of a colleague made {n} think of {topic}.",
            "{n} knows nothing about {attribute} charts.",
            "The {plural} on {day} {month} were a surprise for {n}.");

    private static final double NEAR_SHARE = 0.35;

    private final Draw draw;
    private final List<String> real;
    private final double realShare;

    /**
     * Creates the source of notes.
     *
     * @param real texts of which a share is drawn
     * @param realShare the share of real texts, in [0, 1]; none if there are no texts
     */
    UnrelatedNotes(Draw draw, List<String> real, double realShare) {
        this.draw = draw;
        this.real = real;
        this.realShare = real.isEmpty() ? 0 : realShare;
    }

    /** Returns a note. */
    String next() {
        return draw.chance(realShare) ? draw.of(real) : filled(draw.of(draw.chance(NEAR_SHARE) ? NEAR : SENTENCES));
    }

    private String filled(String template) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
            int close = template.indexOf('}', open);
            text.append(template, from, open).append(word(template.substring(open + 1, close)));
            from = close + 1;
        }
        text.append(template, from, template.length());
        return capitalized(text.toString());
    }

    static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private String word(String slot) {
        return switch (slot) {
            case "n" -> draw.of(NoteWords.NAMES);
            case "topic" -> draw.of(NoteWords.TOPICS);
            case "food" -> draw.of(NoteWords.FOODS);
            case "daypart" -> draw.of(NoteWords.DAYPARTS);
            case "plural" -> draw.of(NoteWords.PLURALS);
            case "city" -> draw.of(NoteWords.CITIES);
            case "verb" -> draw.of(NoteWords.VERBS_PAST);
            case "room" -> draw.of(NoteWords.ROOMS);
            case "container" -> draw.of(NoteWords.CONTAINERS);
            case "modifier" -> draw.of(NoteWords.MODIFIERS);
            case "event" -> draw.of(NoteWords.EVENTS);
            case "attribute" -> draw.of(NoteWords.ATTRIBUTES);
            case "month" -> draw.of(NoteWords.MONTHS);
            case "day" -> Integer.toString(draw.number(1, 29));
            case "number" -> Integer.toString(draw.number(2, 100));
            default -> throw new IllegalArgumentException("no words for {" + slot + "}");
        };
    }
}
