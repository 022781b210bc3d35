package dev.memcore.bench.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/**
 * The parts of the documentation and their pages, in order.
 *
 * @param parts one for each second-level heading of the index page that has links
 */
record Navigation(List<Part> parts) {
    /** A part with its pages. */
    record Part(String title, List<Entry> entries) {}

    /** A page with the text of its link. */
    record Entry(String title, Path source) {}

    /** Reads the navigation from the index page. */
    static Navigation of(Page index) {
        List<Part> parts = new ArrayList<>();
        for (Node node = index.document().getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading && heading.getLevel() == 2) {
                parts.add(new Part(Markdown.text(heading), new ArrayList<>()));
            } else if (!parts.isEmpty()) {
                addEntries(node, index, parts.getLast());
            }
        }
        return new Navigation(
                parts.stream().filter(part -> !part.entries().isEmpty()).toList());
    }

    private static void addEntries(Node node, Page index, Part part) {
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                LocalLink local = new LocalLink(link.getDestination(), link::setDestination);
                if (LocalLink.isLocal(link.getDestination()) && local.path().endsWith(".md")) {
                    part.entries().add(new Entry(Markdown.text(link), index.target(local)));
                }
            }
        });
    }

    /** All pages of the navigation. */
    Set<Path> sources() {
        return parts.stream()
                .flatMap(part -> part.entries().stream())
                .map(Entry::source)
                .collect(Collectors.toSet());
    }

    /** The navigation as HTML, with links relative to a page. */
    String html(Page from) {
        return parts.stream()
                .flatMap(part -> Stream.concat(
                        Stream.of("<h2>" + Layout.escape(part.title()) + "</h2>\n<ul>"),
                        Stream.concat(part.entries().stream().map(entry -> item(entry, from)), Stream.of("</ul>"))))
                .collect(Collectors.joining("\n"));
    }

    private static String item(Entry entry, Page from) {
        String here = entry.source().equals(from.source()) ? " class=\"here\"" : "";
        return "<li" + here + "><a href=\"" + Layout.href(from.source(), entry.source()) + "\">"
                + Layout.escape(entry.title()) + "</a></li>";
    }
}
