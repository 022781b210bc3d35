package dev.memcore.bench.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One module of the library: the modules that it requires, and its packages from the top layer to the bottom. A package may use itself, the
 * packages below it in the same module, and what the required modules export.
 *
 * @param directory the module's directory
 * @param requires directories of the required modules, separated by spaces
 * @param packages from top to bottom; a name that ends in two dots means the package and all packages in it, which may use each other
 */
record ModuleLayers(String directory, String requires, List<String> packages) {
    static final List<ModuleLayers> ALL = List.of(
            new ModuleLayers(
                    "memcore-api",
                    "",
                    List.of(
                            "dev.memcore.spi.lifecycle",
                            "dev.memcore.io",
                            "dev.memcore.spi",
                            "dev.memcore.spi.index",
                            "dev.memcore.spi.log",
                            "dev.memcore.spi.model",
                            "dev.memcore.api..")),
            new ModuleLayers(
                    "memcore-store",
                    "memcore-api",
                    List.of(
                            "dev.memcore.store.heap",
                            "dev.memcore.store",
                            "dev.memcore.store.append",
                            "dev.memcore.store.tail",
                            "dev.memcore.store.segment",
                            "dev.memcore.store.frame",
                            "dev.memcore.store.codec",
                            "dev.memcore.store.json",
                            "dev.memcore.store.bytes",
                            "dev.memcore.store.file",
                            "dev.memcore.store.window")),
            new ModuleLayers(
                    "memcore-retrieval",
                    "memcore-api",
                    List.of(
                            "dev.memcore.retrieval",
                            "dev.memcore.retrieval.search",
                            "dev.memcore.retrieval.ranking",
                            "dev.memcore.retrieval.source",
                            "dev.memcore.retrieval.visibility",
                            "dev.memcore.retrieval.rerank",
                            "dev.memcore.retrieval.storage",
                            "dev.memcore.retrieval.embed",
                            "dev.memcore.retrieval.fusion",
                            "dev.memcore.retrieval.conversation",
                            "dev.memcore.retrieval.query.claim",
                            "dev.memcore.retrieval.query",
                            "dev.memcore.retrieval.query.date",
                            "dev.memcore.retrieval.query.language",
                            "dev.memcore.retrieval.text",
                            "dev.memcore.retrieval.view")),
            new ModuleLayers(
                    "memcore-consolidation",
                    "memcore-api",
                    List.of(
                            "dev.memcore.consolidation",
                            "dev.memcore.consolidation.echo",
                            "dev.memcore.consolidation.digest",
                            "dev.memcore.consolidation.summary",
                            "dev.memcore.consolidation.promotion",
                            "dev.memcore.consolidation.link",
                            "dev.memcore.consolidation.merge",
                            "dev.memcore.consolidation.value",
                            "dev.memcore.consolidation.age",
                            "dev.memcore.consolidation.cluster",
                            "dev.memcore.consolidation.duplicate",
                            "dev.memcore.consolidation.packing",
                            "dev.memcore.consolidation.segment",
                            "dev.memcore.consolidation.arithmetic",
                            "dev.memcore.consolidation.term",
                            "dev.memcore.consolidation.eviction",
                            "dev.memcore.consolidation.provenance")),
            new ModuleLayers(
                    "memcore",
                    "memcore-consolidation memcore-retrieval memcore-store memcore-api",
                    List.of(
                            "dev.memcore",
                            "dev.memcore.opening",
                            "dev.memcore.space",
                            "dev.memcore.context",
                            "dev.memcore.erasure",
                            "dev.memcore.maintenance",
                            "dev.memcore.history",
                            "dev.memcore.trigger",
                            "dev.memcore.write",
                            "dev.memcore.commit",
                            "dev.memcore.observe",
                            "dev.memcore.component",
                            "dev.memcore.audit")),
            new ModuleLayers(
                    "memcore-papers",
                    "memcore memcore-consolidation memcore-retrieval memcore-api",
                    List.of(
                            "dev.memcore.papers",
                            "dev.memcore.papers.association",
                            "dev.memcore.papers.chain",
                            "dev.memcore.papers.embed",
                            "dev.memcore.papers.cluster",
                            "dev.memcore.papers.episode",
                            "dev.memcore.papers.eviction",
                            "dev.memcore.papers.fusion",
                            "dev.memcore.papers.query",
                            "dev.memcore.papers.replay",
                            "dev.memcore.papers.rerank",
                            "dev.memcore.papers.slot",
                            "dev.memcore.papers.state",
                            "dev.memcore.papers.task",
                            "dev.memcore.papers.timeline",
                            "dev.memcore.papers.tree",
                            "dev.memcore.papers.value",
                            "dev.memcore.papers.vote")),
            new ModuleLayers("memcore-embed-zh", "", List.of("dev.memcore.embed.zh")),
            new ModuleLayers(
                    "memcore-tools",
                    "memcore-api",
                    List.of(
                            "dev.memcore.tools",
                            "dev.memcore.tools.memory",
                            "dev.memcore.tools.file",
                            "dev.memcore.tools.triple",
                            "dev.memcore.tools.table",
                            "dev.memcore.tools.block",
                            "dev.memcore.tools.call")),
            new ModuleLayers(
                    "memcore-testkit",
                    "memcore-api",
                    List.of(
                            "dev.memcore.testkit.index",
                            "dev.memcore.testkit.log",
                            "dev.memcore.testkit.model",
                            "dev.memcore.testkit")),
            new ModuleLayers(
                    "integrations/memcore-adapter",
                    "memcore-api",
                    List.of(
                            "dev.memcore.adapter.chat",
                            "dev.memcore.adapter.entry",
                            "dev.memcore.adapter.model",
                            "dev.memcore.adapter")),
            new ModuleLayers(
                    "integrations/memcore-langchain4j",
                    "integrations/memcore-adapter memcore-tools memcore-api",
                    List.of("dev.memcore.langchain4j", "dev.memcore.langchain4j.segment")),
            new ModuleLayers("integrations/memcore-micrometer", "memcore-api", List.of("dev.memcore.micrometer")),
            new ModuleLayers(
                    "integrations/memcore-mcp",
                    "memcore-tools memcore-api",
                    List.of(
                            "dev.memcore.mcp",
                            "dev.memcore.mcp.http",
                            "dev.memcore.mcp.graph",
                            "dev.memcore.mcp.protocol")),
            new ModuleLayers(
                    "integrations/memcore-spring-ai",
                    "integrations/memcore-adapter memcore-api",
                    List.of(
                            "dev.memcore.spring.ai.session",
                            "dev.memcore.spring.ai",
                            "dev.memcore.spring.ai.document",
                            "dev.memcore.spring.ai.message")),
            new ModuleLayers(
                    "integrations/memcore-spring-boot-starter",
                    "memcore memcore-consolidation memcore-api integrations/memcore-spring-ai",
                    List.of("dev.memcore.spring.boot")),
            new ModuleLayers(
                    "integrations/memcore-inspector",
                    "memcore-api",
                    List.of("dev.memcore.inspector", "dev.memcore.inspector.page", "dev.memcore.inspector.http")));

    private static final Pattern EXPORTS = Pattern.compile("exports ([\\w.]+)");

    private static final Pattern EXPORTED_TO_ALL = Pattern.compile("exports ([\\w.]+);");

    static ModuleLayers of(String directory) {
        return ALL.stream()
                .filter(module -> module.directory.equals(directory))
                .findFirst()
                .orElseThrow();
    }

    /** The module that has a package. */
    static Stream<ModuleLayers> having(String packageName) {
        return ALL.stream().filter(module -> module.layer(packageName) >= 0);
    }

    /** The number of a package's layer, counted from the top; -1: it is not in this module. */
    int layer(String packageName) {
        for (int i = 0; i < packages.size(); i++) {
            if (matches(packages.get(i), packageName)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether classes of one package of this module may use another package. */
    boolean allows(String from, String to) {
        int target = layer(to);
        return target >= 0
                ? target >= layer(from)
                : Stream.of(requires.split(" "))
                        .filter(name -> !name.isEmpty())
                        .anyMatch(name -> of(name).exported().contains(to));
    }

    /** The packages that the module descriptor exports, to all modules or to some. */
    Set<String> exported() {
        return found(EXPORTS);
    }

    /** The packages that the module descriptor exports to hosts. */
    Set<String> exportedToAll() {
        return found(EXPORTED_TO_ALL);
    }

    private Set<String> found(Pattern pattern) {
        try {
            Matcher matcher = pattern.matcher(
                    Files.readString(Repository.ROOT.resolve(directory).resolve("src/main/module/module-info.java")));
            Set<String> found = new LinkedHashSet<>();
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean matches(String layer, String packageName) {
        return layer.endsWith("..")
                ? (packageName + ".").startsWith(layer.substring(0, layer.length() - 1))
                : layer.equals(packageName);
    }
}
