package dev.memcore.tools;

import static dev.memcore.tools.TwoTenants.fails;
import static dev.memcore.tools.TwoTenants.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TripleGroupTest {
    private final TwoTenants store = new TwoTenants();
    private final MemoryTools tools =
            MemoryTools.builder(store.bob).groups(ToolGroup.TRIPLES).build();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void triplesAreReadByAnyPart() {
        assertEquals("Stored: Ann >> works for >> Acme", write("Ann", "works for", "Acme"));
        assertEquals("Stored: Ben >> works for >> Acme", write("Ben", "works for", "Acme"));
        assertEquals("Already stored: ANN >> works  for >> acme", write("ANN", "works  for", "acme"));
        assertEquals("Ann >> works for >> Acme", read("{'subject': 'ann', 'relation': 'Works for'}"));
        assertEquals(
                "Ann >> works for >> Acme\nBen >> works for >> Acme",
                read("{'subject': '?', 'relation': 'works for', 'object': 'Acme'}"));
        assertTrue(fails(tools, "triple_read", "{'subject': '?'}").startsWith("At least one of these arguments"));
        assertTrue(store.bob.recall("Who works for Acme?").memories().stream()
                .anyMatch(found -> found.text().equals("Ann works for Acme")));
    }

    @Test
    void aNewObjectReplacesEarlierOnes() {
        write("Ann", "lives in", "Lisbon");
        write("Ann", "lives in", "Porto");
        assertEquals(
                "Stored: Ann >> lives in >> Faro (replaced 2)",
                ok(
                        tools,
                        "triple_write",
                        "{'subject': 'Ann', 'relation': 'lives in', 'object': 'Faro', 'replace': true}"));
        assertEquals("Ann >> lives in >> Faro", read("{'subject': 'Ann'}"));
    }

    @Test
    void aNameThatIsNotStoredIsReplacedBySimilarOnes() {
        write("Barack Obama", "born in", "Honolulu");
        write("Michelle Obama", "born in", "Chicago");
        assertEquals(
                "No stored name is 'Barak Obama'; read instead: barack obama.\nBarack Obama >> born in >> Honolulu",
                read("{'subject': 'Barak Obama', 'relation': 'born in'}"));
        assertEquals(
                "No stored name is 'Obama, Barack H.'; read instead: barack obama.\n"
                        + "Barack Obama >> born in >> Honolulu",
                read("{'subject': 'Obama, Barack H.'}"));
        assertEquals("No stored name is similar to 'Zebra'.\nThere are no such triples.", read("{'subject': 'Zebra'}"));
        // An exact name is not replaced, although another part has no match.
        assertEquals(
                "No stored name is 'bron in'; read instead: born in.\nBarack Obama >> born in >> Honolulu",
                read("{'subject': 'Barack Obama', 'relation': 'bron in'}"));
    }

    @Test
    void exactMatchesAreReturnedAlone() {
        write("Jon", "likes", "tea");
        write("John", "likes", "coffee");
        assertEquals("Jon >> likes >> tea", read("{'subject': 'Jon'}"));
    }

    @Test
    void aReadShowsAtMost31Triples() {
        for (int i = 0; i < 40; i++) {
            write("Ann", "knows", "Person " + i);
        }
        String read = ok(tools, "triple_read", "{'subject': 'Ann'}");
        assertEquals(32, read.lines().count());
        assertTrue(read.endsWith("[31 of 40 triples are shown.]"), read);
    }

    @Test
    void callsInATextAreRun() {
        String text = "Ann moved. [MEM_WRITE{Ann >> lives in >> Faro}] [MEM_WRITE(Ann>>works for>>Acme;Ben>>works"
                + " for>>Acme)] So [MEM_READ{ >> works for >> Acme}] [MEM_READ(Ann>>lives in>>?)] [MEM_READ x";
        assertEquals("""
            Stored: Ann >> lives in >> Faro
            Stored: Ann >> works for >> Acme
            Stored: Ben >> works for >> Acme
            MEM_READ{ >> works for >> Acme}:
            Ann >> works for >> Acme
            Ben >> works for >> Acme
            MEM_READ{Ann >> lives in >> }:
            Ann >> lives in >> Faro\
            """, withoutIds(ok(tools, "triple_run", "{'text': '" + text + "'}")));
    }

    @Test
    void incompleteCallsRunNothing() {
        for (String call : new String[] {
            "[MEM_WRITE{a >> b}]",
            "[MEM_WRITE{a >> >> c}]",
            "[MEM_WRITE{a>>b>>c>>d}]",
            "[MEM_READ{}]",
            "[MEM_READ{ >> >> }]"
        }) {
            String message = fails(tools, "triple_run", "{'text': '[MEM_WRITE{x >> y >> z}] " + call + "'}");
            assertTrue(message.startsWith("Nothing was run: 'MEM_"), message);
        }
        assertTrue(fails(tools, "triple_run", "{'text': 'no calls'}").endsWith("but has 0."));
        assertFalse(ok(tools, "triple_read", "{'subject': 'x'}").contains("y"));
    }

    private String write(String subject, String relation, String object) {
        return ok(
                tools,
                "triple_write",
                "{'subject': '" + subject + "', 'relation': '" + relation + "', 'object': '" + object + "'}");
    }

    private String read(String arguments) {
        return withoutIds(ok(tools, "triple_read", arguments));
    }

    private static String withoutIds(String text) {
        return text.replaceAll("\\[[0-9a-f-]{36}\\] ", "");
    }
}
