package dev.memcore.bench.updates;

import java.util.List;
import java.util.Locale;

/** Draws subjects of statements and their values. */
final class Subjects {
    /** The share of places that are persons in a town, instead of things in a room. */
    private static final double PERSONS = 0.2;

    /** Things that are never named with a modifier, so that a question for one is clear. */
    private static final List<String> BARE = NoteWords.THINGS.subList(0, NoteWords.THINGS.size() / 3);

    private static final List<String> MODIFIED =
            NoteWords.THINGS.subList(NoteWords.THINGS.size() / 3, NoteWords.THINGS.size());

    private final Draw draw;

    Subjects(Draw draw) {
        this.draw = draw;
    }

    /**
     * A subject.
     *
     * @param text as notes name it
     * @param person whether it is a person
     */
    record Subject(String text, boolean person) {
        /** Returns its last word, in lower case. */
        String lastWord() {
            return text.substring(text.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A value.
     *
     * @param text as statements have it
     * @param aim the same value as the aim of a movement
     */
    record Value(String text, String aim) {}

    /** Returns a subject for an aspect, different from all before. */
    Subject of(Aspect aspect) {
        return switch (aspect) {
            case PLACE -> draw.chance(PERSONS) ? person() : new Subject(draw.once(this::thing), false);
            case HOLDER, STATE -> new Subject(draw.once(this::thing), false);
            case DATE -> new Subject(draw.once(() -> owned(NoteWords.EVENTS)), false);
            case VALUE -> new Subject(draw.once(() -> owned(NoteWords.ATTRIBUTES)), false);
            case HOME -> person();
        };
    }

    private Subject person() {
        return new Subject(draw.once(() -> draw.of(NoteWords.NAMES) + " " + draw.of(NoteWords.SURNAMES)), true);
    }

    private String thing() {
        return switch (draw.number(0, 4)) {
            case 0 -> "the " + draw.of(BARE);
            case 1 -> draw.of(NoteWords.NAMES) + "'s " + draw.of(MODIFIED);
            default -> "the " + draw.of(NoteWords.MODIFIERS) + " " + draw.of(MODIFIED);
        };
    }

    private String owned(List<String> kinds) {
        return draw.of(NoteWords.NAMES) + "'s " + draw.of(kinds);
    }

    /** Returns two subjects that share their last or their first word. */
    List<Subject> similar(Aspect aspect) {
        if (aspect == Aspect.HOME) {
            String name = draw.of(NoteWords.NAMES);
            return List.of(
                    new Subject(draw.once(() -> name + " " + draw.of(NoteWords.SURNAMES)), true),
                    new Subject(draw.once(() -> name + " " + draw.of(NoteWords.SURNAMES)), true));
        }
        boolean sharesNoun = draw.chance(0.7);
        List<String> nouns = switch (aspect) {
            case DATE -> NoteWords.EVENTS;
            case VALUE -> NoteWords.ATTRIBUTES;
            default -> MODIFIED;
        };
        boolean owned = aspect == Aspect.DATE || aspect == Aspect.VALUE;
        String noun = draw.of(nouns);
        String modifier = modifier(owned);
        return List.of(
                new Subject(
                        draw.once(() ->
                                modifier(owned, sharesNoun ? "" : modifier) + (sharesNoun ? noun : draw.of(nouns))),
                        false),
                new Subject(
                        draw.once(() ->
                                modifier(owned, sharesNoun ? "" : modifier) + (sharesNoun ? noun : draw.of(nouns))),
                        false));
    }

    private String modifier(boolean owned, String given) {
        return given.isEmpty() ? modifier(owned) : given;
    }

    private String modifier(boolean owned) {
        return owned ? draw.of(NoteWords.NAMES) + "'s " : "the " + draw.of(NoteWords.MODIFIERS) + " ";
    }

    /** Returns a value of an aspect. */
    Value value(Aspect aspect, Subject subject) {
        return switch (aspect) {
            case PLACE -> subject.person() ? whereabouts() : place();
            case HOLDER -> same(draw.of(NoteWords.NAMES));
            case STATE -> same(draw.of(NoteWords.STATES));
            case DATE -> same(draw.number(1, 29) + " " + draw.of(NoteWords.MONTHS));
            case VALUE -> same(code());
            case HOME -> same(draw.of(NoteWords.CITIES));
        };
    }

    private static Value same(String text) {
        return new Value(text, text);
    }

    private Value whereabouts() {
        if (draw.chance(0.5)) {
            String city = draw.of(NoteWords.CITIES);
            return new Value("in " + city, "to " + city);
        }
        String spot = draw.of(NoteWords.SPOTS);
        return new Value("at " + spot, "to " + spot);
    }

    private Value place() {
        String container = "the " + draw.of(NoteWords.CONTAINERS);
        String room = draw.of(NoteWords.ROOMS);
        return switch (draw.number(0, 5)) {
            case 0 -> new Value("in " + room, "to " + room);
            case 1 -> new Value("in " + container + " in " + room, "to " + container + " in " + room);
            case 2 -> new Value("under " + container + " in " + room, "to a place under " + container + " in " + room);
            case 3 -> new Value("behind " + container, "to a place behind " + container);
            default ->
                new Value(
                        "on " + container + " next to the door of " + room,
                        "to " + container + " next to the door of " + room);
        };
    }

    private String code() {
        return switch (draw.number(0, 3)) {
            case 0 -> Integer.toString(draw.number(10, 9_999));
            case 1 -> draw.of(NoteWords.MODIFIERS) + " " + draw.of(NoteWords.PLURALS);
            default -> draw.of(NoteWords.FOODS);
        };
    }
}
