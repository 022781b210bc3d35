package dev.memcore.bench.echoes;

import java.util.List;

/**
 * An answer to a model's prompt, with a label.
 *
 * @param language of the texts, as an ISO 639 code
 * @param kind how the answer was made
 * @param label what the answer is
 * @param shown the memories that the model was shown
 * @param answer what the model says
 * @param fresh what is new in the answer; empty for an echo
 */
record EchoCase(String language, String kind, Label label, List<String> shown, String answer, String fresh) {
    /** What an answer is. */
    enum Label {
        /** It repeats what was shown, so nothing of it may be recalled. */
        ECHO,
        /** It says something new, which must be recalled. */
        NEW,
        /** It repeats something and says something new; the one may not be recalled, and the other must be. */
        BOTH,
        /** It repeats something with another shade of meaning, such as another tense. Reported, but not counted. */
        SHADE
    }
}
