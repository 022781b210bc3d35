package dev.memcore.cli.person;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/**
 * Writes a person's record as one HTML page. The page needs no network and runs no script. Every text of the store is
 * escaped, and has the direction of its own script.
 */
final class PersonPage {
    private static final String STYLE = """
        body{font:1rem/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
        h2{margin-top:2.5rem;border-bottom:1px solid #767676}
        h3{margin-top:1.5rem}
        .memory{border-inline-start:4px solid #4a6da7;padding:.25rem .75rem;margin:.75rem 0}
        .text{white-space:pre-wrap;unicode-bidi:plaintext;overflow-wrap:anywhere;margin:.25rem 0}
        .about{color:#555;font-size:.875rem}
        bdi{unicode-bidi:isolate}
        dd{overflow-wrap:anywhere}
        """;

    private final Markup out;

    private PersonPage(Writer target) {
        this.out = new Markup(target);
    }

    /** Writes the page; does not close the writer. */
    static void write(PersonRecord person, Writer target) throws IOException {
        new PersonPage(target).page(person);
        target.flush();
    }

    private void page(PersonRecord person) throws IOException {
        out.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                + " 'unsafe-inline'\">\n");
        out.raw("<meta name=\"viewport\" content=\"width=device-width\">\n<title>Memories of ")
                .text(person.user());
        out.raw("</title>\n<style>\n").raw(STYLE).raw("</style>\n</head>\n<body>\n<main>\n");
        out.raw("<h1>Memories of ").isolated(person.user()).raw("</h1>\n");
        summary(person);
        facts(person.facts());
        sessions(person.sessions());
        section("Other memories", "others", person.others());
        section("Erased", "erased", person.erased());
        out.raw("</main>\n</body>\n</html>\n");
    }

    private void summary(PersonRecord person) throws IOException {
        out.raw("<p>Tenant ")
                .isolated(person.tenant())
                .raw(", read on ")
                .text(person.takenAt().toString());
        out.raw(". ")
                .text(person.memories().size() + " memories, " + person.facts().size() + " facts, "
                        + person.sessions().size() + " sessions, "
                        + person.erased().size() + " erased memories.");
        out.raw(" Each memory has its complete history: open \u201cHistory\u201d. Of an erased memory only a mark is"
                + " left.</p>\n");
        out.raw("<nav><a href=\"#facts\">Facts</a> \u00b7 <a href=\"#sessions\">Sessions</a> \u00b7 ");
        out.raw("<a href=\"#others\">Other memories</a> \u00b7 <a href=\"#erased\">Erased</a></nav>\n");
    }

    private void facts(Map<String, List<PersonMemory>> facts) throws IOException {
        out.raw("<h2 id=\"facts\">Facts</h2>\n");
        groups(facts);
    }

    private void sessions(Map<String, List<PersonMemory>> sessions) throws IOException {
        out.raw("<h2 id=\"sessions\">Sessions</h2>\n");
        groups(sessions);
    }

    private void groups(Map<String, List<PersonMemory>> groups) throws IOException {
        if (groups.isEmpty()) {
            out.raw("<p>None.</p>\n");
        }
        for (Map.Entry<String, List<PersonMemory>> group : groups.entrySet()) {
            out.raw("<h3>").isolated(group.getKey()).raw("</h3>\n");
            memories(group.getValue());
        }
    }

    private void section(String title, String id, List<PersonMemory> memories) throws IOException {
        out.raw("<h2 id=\"" + id + "\">").text(title).raw("</h2>\n");
        if (memories.isEmpty()) {
            out.raw("<p>None.</p>\n");
        }
        memories(memories);
    }

    private void memories(List<PersonMemory> memories) throws IOException {
        for (PersonMemory memory : memories) {
            out.raw("<div class=\"memory\">\n");
            if (!memory.isErased()) {
                out.raw("<div class=\"text\" dir=\"auto\">").text(memory.text()).raw("</div>\n");
            }
            about(memory);
            history(memory.changes());
            out.raw("</div>\n");
        }
    }

    private void about(PersonMemory memory) throws IOException {
        out.raw("<div class=\"about\">").text(memory.status()).raw(", ").text(memory.id());
        named(", ", memory.isErased() ? "" : memory.kind());
        named(", ", memory.speaker());
        named(", agent ", memory.scope().path("agent").asText(""));
        named(", ", memory.when());
        named(", valid from ", memory.field("validFrom"));
        named(", valid until ", memory.field("validTo"));
        out.raw("</div>\n");
    }

    private void named(String label, String value) throws IOException {
        if (!value.isEmpty()) {
            out.text(label).isolated(value);
        }
    }

    private void history(List<Change> changes) throws IOException {
        out.raw("<details><summary>History</summary>\n<ol>\n");
        for (Change change : changes) {
            out.raw("<li>").text(change.recordedAt() + ", commit " + change.commit() + ", " + change.name());
            String text = change.text();
            if (text != null) {
                out.raw("<div class=\"text\" dir=\"auto\">").text(text).raw("</div>");
            }
            out.fields(change.operation());
            out.raw("</li>\n");
        }
        out.raw("</ol>\n</details>\n");
    }
}
