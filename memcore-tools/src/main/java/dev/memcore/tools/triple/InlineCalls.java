package dev.memcore.tools.triple;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds calls that a model writes into its text. {@code [MEM_WRITE{a >> b >> c}]} and {@code [MEM_READ{a >> b >> }]} are the
 * notation of RET-LLM (Modarressi et al., 2023). Round brackets in place of the braces are read too, and several triples
 * separated by semicolons, as MemLLM (Modarressi et al., 2024) writes them. A part of a read that is empty or {@code ?} is
 * unknown. Text that does not fit the notation is left alone.
 */
final class InlineCalls {
    private static final Pattern CALL =
            Pattern.compile("\\[MEM_(WRITE|READ)\\s*(?:\\{([^{}]*)\\}|\\(([^()]*)\\))\\s*\\]");
    private static final int PARTS = 3;

    private InlineCalls() {}

    /**
     * One triple of a call.
     *
     * @param writes whether the call writes the triple; otherwise it reads
     * @param parts the parts, without white space at the ends; unknown parts are empty
     */
    record Call(boolean writes, List<String> parts) {
        /** Whether the call has the parts that it needs: three to write, one to read. */
        boolean isComplete() {
            long known = parts.stream().filter(part -> !part.isEmpty()).count();
            return parts.size() == PARTS && (writes ? known == PARTS : known > 0);
        }

        @Override
        public String toString() {
            return (writes ? "MEM_WRITE{" : "MEM_READ{") + String.join(" >> ", parts) + "}";
        }
    }

    /** The calls of a text in their order, also those that are not complete. */
    static List<Call> of(String text) {
        List<Call> calls = new ArrayList<>();
        Matcher matcher = CALL.matcher(text);
        while (matcher.find()) {
            boolean writes = matcher.group(1).equals("WRITE");
            String inner = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            for (String triple : inner.split(";")) {
                if (!triple.isBlank() || !inner.contains(";")) {
                    calls.add(new Call(writes, parts(triple, writes)));
                }
            }
        }
        return calls;
    }

    private static List<String> parts(String triple, boolean writes) {
        List<String> parts = new ArrayList<>();
        for (String part : triple.split(">>", -1)) {
            parts.add(!writes && part.strip().equals("?") ? "" : part.strip());
        }
        return parts;
    }
}
