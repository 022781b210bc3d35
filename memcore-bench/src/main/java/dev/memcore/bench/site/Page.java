package dev.memcore.bench.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/**
 * A page of the site.
 *
 * @param source the Markdown file, absolute
 * @param title the text of the first heading
 * @param document the parsed page
 * @param anchors the ids of its headings
 */
record Page(Path source, String title, Node document, Set<String> anchors) {
    private static final Pattern ID = Pattern.compile("<h[1-6] id=\"([^\"]+)\"");

    static Page read(Path source) throws IOException {
        Node document = Markdown.parse(Files.readString(source));
        Set<String> anchors = ID.matcher(Markdown.html(document))
                .results()
                .map(heading -> heading.group(1))
                .collect(Collectors.toUnmodifiableSet());
        return new Page(source, title(document, source), document, anchors);
    }

    private static String title(Node document, Path source) {
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                return Markdown.text(heading);
            }
        }
        return String.valueOf(source.getFileName());
    }

    /** The name of the HTML file of a Markdown file: a README becomes the index of its directory. */
    static String htmlName(String markdownName) {
        return markdownName.replaceFirst("README\\.md$", "index.html").replaceFirst("\\.md$", ".html");
    }

    /** All links and images that point to files of the repository or to an anchor of this page. */
    List<LocalLink> links() {
        List<LocalLink> found = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                if (LocalLink.isLocal(link.getDestination())) {
                    found.add(new LocalLink(link.getDestination(), link::setDestination));
                }
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                if (LocalLink.isLocal(image.getDestination())) {
                    found.add(new LocalLink(image.getDestination(), image::setDestination));
                }
            }
        });
        return found;
    }

    /** The file that a link points to. */
    Path target(LocalLink link) {
        return link.path().isEmpty()
                ? source
                : source.resolveSibling(link.path()).normalize();
    }
}
