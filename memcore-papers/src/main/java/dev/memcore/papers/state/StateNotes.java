package dev.memcore.papers.state;

import dev.memcore.api.check.Arguments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Notes that a reader writes while it reads, after Self-Notes (Lanchantin et al., 2023). There, a trained model writes them.
 * Here, rules for English sentences about persons, places and things say where a thing is now. Add each note to the
 * session directly after the sentence that caused it, with {@code Kind.NOTE}; then later questions find the state beside
 * the text.
 *
 * <p>Understood are sentences such as "Mary went to the kitchen.", "Mary is in the kitchen.", "Mary took the ball.", "Mary
 * gave the ball to John.", "Mary dropped the ball." and "The ball is in the box.". All others are ignored. Holds the state of the story. Not safe
 * for use by several threads.
 */
public final class StateNotes {
    private static final String PERSON = "([A-Z]\\w*)";
    private static final String THING = "the ([a-z][\\w ]*?)";
    private static final Pattern MOVED = Pattern.compile(PERSON
            + " (?:(?:went|moved|travelled|traveled|journeyed|walked|ran|came)(?: back)? (?:to|into)|is in|was in) "
            + THING);
    private static final Pattern TOOK =
            Pattern.compile(PERSON + " (?:took|got|grabbed|picked up|has|holds|carries) " + THING + "(?: there)?");
    private static final Pattern DROPPED =
            Pattern.compile(PERSON + " (?:dropped|discarded|left|put down) " + THING + "(?: there)?");
    private static final Pattern GAVE = Pattern.compile(PERSON + " (?:gave|handed|passed) " + THING + " to " + PERSON);
    private static final Pattern LIES = Pattern.compile("[Tt]he ([a-z][\\w ]*?) is in " + THING);

    private final Map<String, String> places = new LinkedHashMap<>();
    private final Map<String, String> holders = new LinkedHashMap<>();
    private final Map<String, String> noted = new LinkedHashMap<>();

    /** Creates the notes of a story that has not begun. */
    public StateNotes() {}

    /** Reads the next sentence, and returns a note for each thing that is at another place, or with another person, now. */
    public List<String> read(String sentence) {
        String said = Arguments.present(sentence, "sentence").strip().replaceAll("[.!]+$", "");
        Matcher gave = GAVE.matcher(said);
        Matcher took = TOOK.matcher(said);
        Matcher dropped = DROPPED.matcher(said);
        Matcher moved = MOVED.matcher(said);
        Matcher lies = LIES.matcher(said);
        if (gave.matches()) {
            holders.put(gave.group(2), gave.group(3));
            places.computeIfAbsent(gave.group(3), person -> places.getOrDefault(gave.group(1), ""));
        } else if (took.matches()) {
            holders.put(took.group(2), took.group(1));
            learnPlace(took.group(1), took.group(2));
        } else if (dropped.matches()) {
            holders.remove(dropped.group(2));
            places.put(dropped.group(2), places.getOrDefault(dropped.group(1), ""));
        } else if (moved.matches()) {
            places.put(moved.group(1), moved.group(2));
        } else if (lies.matches()) {
            places.put(lies.group(1), lies.group(2));
        }
        return changes();
    }

    /** A person who takes a thing is where the thing was. */
    private void learnPlace(String person, String thing) {
        String place = places.getOrDefault(thing, "");
        if (!places.containsKey(person) && !place.isEmpty()) {
            places.put(person, place);
        }
    }

    private List<String> changes() {
        List<String> notes = new ArrayList<>();
        Map<String, String> now = new LinkedHashMap<>();
        holders.forEach((thing, holder) -> now.put(thing, note(thing, placeOf(holder), holder)));
        places.forEach((thing, place) -> {
            if (!holders.containsKey(thing) && Character.isLowerCase(thing.charAt(0)) && !place.isEmpty()) {
                now.put(thing, note(thing, placeOf(thing), null));
            }
        });
        now.forEach((thing, note) -> {
            if (!Objects.equals(noted.put(thing, note), note)) {
                notes.add(note);
            }
        });
        return notes;
    }

    /** A thing in a box that someone carries is where the box is. */
    private String placeOf(String what) {
        String at = places.getOrDefault(what, "");
        for (int depth = 0; depth < places.size() && (places.containsKey(at) || holders.containsKey(at)); depth++) {
            String holder = holders.get(at);
            at = holder == null ? places.getOrDefault(at, "") : places.getOrDefault(holder, "");
        }
        return at;
    }

    private static String note(String thing, String place, @Nullable String holder) {
        String where = place.isEmpty() ? "" : " in the " + place;
        String with = holder == null ? "" : " with " + holder;
        return String.format(Locale.ROOT, "The %s is%s%s.", thing, where, with);
    }
}
