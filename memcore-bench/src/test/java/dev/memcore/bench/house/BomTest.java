package dev.memcore.bench.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The bill of materials names our published modules, in this version, and nothing else. */
final class BomTest {
    private static final String GROUP = "dev.memcore";

    private final Element bom = read("memcore-bom");

    @Test
    void itInheritsNothing() {
        assertNull(child(bom, "parent"), "what a parent manages would be imported, too");
        assertNull(child(bom, "dependencies"));
    }

    @Test
    void itHasTheVersionOfTheReactor() {
        assertEquals(text(read("."), "version"), text(bom, "version"));
    }

    @Test
    void itNamesWhatIsPublished() {
        Set<String> named = new TreeSet<>();
        for (Element dependency : managed()) {
            assertEquals(GROUP, text(dependency, "groupId"));
            assertEquals("${project.version}", text(dependency, "version"));
            assertNull(child(dependency, "scope"));
            assertNull(child(dependency, "type"));
            named.add(text(dependency, "artifactId"));
        }
        assertEquals(published(), named);
    }

    private List<Element> managed() {
        Element management = child(bom, "dependencyManagement");
        return children(children(management, "dependencies").getFirst(), "dependency");
    }

    /** The modules that have a descriptor. */
    private static Set<String> published() {
        Set<String> published = new TreeSet<>();
        Element modules = child(read("."), "modules");
        for (Element module : children(modules, "module")) {
            String directory = module.getTextContent();
            if (Files.exists(Repository.ROOT.resolve(directory).resolve("src/main/module/module-info.java"))) {
                published.add(text(read(directory), "artifactId"));
            }
        }
        return published;
    }

    private static Element read(String module) {
        Path pom = Repository.ROOT.resolve(module).resolve("pom.xml");
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(pom.toFile())
                    .getDocumentElement();
        } catch (Exception e) {
            throw new IllegalStateException("cannot read " + pom, e);
        }
    }

    private static @Nullable Element child(Element parent, String name) {
        List<Element> children = children(parent, name);
        return children.isEmpty() ? null : children.getFirst();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }

    private static String text(Element parent, String name) {
        return children(parent, name).getFirst().getTextContent();
    }
}
