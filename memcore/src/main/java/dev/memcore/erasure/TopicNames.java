package dev.memcore.erasure;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names of a topic in memories: as sequences of whole words, without regard to case, a possessive or plural s,
 * and a leading article or possessive of the name. A name with characters of a script without spaces is found anywhere.
 */
final class TopicNames {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*");
    private static final Pattern POSSESSIVE = Pattern.compile("(?<=\\p{L})['\u2019]s?(?!\\p{L})");
    private static final Pattern WITHOUT_SPACES =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]");

    private static final Set<String> LEADING = Set.of(
            "my", "your", "his", "her", "its", "our", "their", "the", "a", "an", "mein", "meine", "meinen", "meiner",
            "dein", "deine", "sein", "seine", "ihr", "ihre", "der", "die", "das", "mon", "ma", "mes", "mi", "mis");

    private static final String OWNER = "(?:my|his|her|their|your|our|the)";
    private static final String NAME = "(\\p{Lu}[\\p{L}\\p{M}]+)";

    /** Words with a capital in the middle of a sentence that are not names of persons. */
    private static final Set<String> NO_NAMES = Set.of(
            "I",
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
            "And",
            "But",
            "The",
            "This",
            "That",
            "He",
            "She",
            "It",
            "We",
            "They",
            "You",
            "What",
            "Who",
            "When",
            "How",
            "Yes",
            "No",
            "So");

    private final Map<List<String>, String> names = new LinkedHashMap<>();
    private final Map<String, String> fragments = new LinkedHashMap<>();

    TopicNames(Collection<String> given) {
        given.forEach(name -> {
            if (WITHOUT_SPACES.matcher(name).find()) {
                fragments.put(folded(name), name);
            } else {
                names.put(withoutLeading(words(name)), name);
            }
        });
    }

    private static List<String> withoutLeading(List<String> words) {
        return words.size() > 1 && LEADING.contains(words.getFirst()) ? words.subList(1, words.size()) : words;
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(POSSESSIVE.matcher(folded(text)).replaceAll(""));
        while (word.find()) {
            words.add(singular(word.group()));
        }
        return words;
    }

    private static String singular(String word) {
        return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    /** Returns the name that a memory contains, or null. */
    @Nullable
    String in(Memory memory) {
        Observation seen = memory.observation();
        List<String> texts = new ArrayList<>(List.of(memory.text()));
        texts.addAll(seen.searchKeys().texts());
        seen.attributes().forEach((name, value) -> {
            texts.add(name);
            if (value instanceof AttributeValue.Text text) {
                texts.add(text.value());
            }
        });
        texts.add(seen.speaker() == null ? "" : seen.speaker());
        texts.add(seen.source() == null ? "" : seen.source());
        return texts.stream()
                .map(this::in)
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String in(String text) {
        List<String> words = words(text);
        for (Map.Entry<List<String>, String> name : names.entrySet()) {
            if (!name.getKey().isEmpty() && Collections.indexOfSubList(words, name.getKey()) >= 0) {
                return name.getValue();
            }
        }
        String all = fragments.isEmpty() ? "" : folded(text);
        return fragments.entrySet().stream()
                .filter(fragment -> all.contains(fragment.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns the names that a text gives for the phrases: the capitalised word in "my ex Tom", "my ex, Tom", "my ex is
     * called Tom", "my ex's name is Tom", "Tom, my ex" and "Tom is my ex". A name that has a capital itself, such as
     * "Tom", has no aliases.
     */
    Set<String> aliasesIn(String text) {
        Set<String> aliases = new LinkedHashSet<>();
        for (Map.Entry<List<String>, String> name : names.entrySet()) {
            boolean phrase = name.getValue().equals(name.getValue().toLowerCase(Locale.ROOT));
            if (phrase && !name.getKey().isEmpty()) {
                String words = "(?i:\\b" + String.join("[\\s-]+", name.getKey()) + "s?\\b)(?:-\\p{L}+)?";
                addAliases(
                        aliases, text, words + "(?:['\u2019]s name is|,?(?: is| was)?(?: called| named)?,?) " + NAME);
                addAliases(aliases, text, NAME + ",?(?: who)?(?: is| was)? " + OWNER + " " + words);
            }
        }
        return aliases;
    }

    private static void addAliases(Set<String> aliases, String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        while (found.find()) {
            if (!NO_NAMES.contains(found.group(1))) {
                aliases.add(found.group(1));
            }
        }
    }
}
