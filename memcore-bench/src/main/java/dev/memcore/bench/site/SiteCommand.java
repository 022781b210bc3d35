package dev.memcore.bench.site;

import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Builds the documentation as a static web site. */
@Command(
        name = "site",
        description = {
            "Builds a static web site from README.md, CHANGELOG.md, CONTRIBUTING.md and the pages below docs.",
            "docs/README.md defines the navigation. The command fails if a link is broken or a page is not linked"
                    + " there."
        },
        mixinStandardHelpOptions = true)
public final class SiteCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Directory for the site. Files with the same names are replaced.")
    private Path out = Path.of("");

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "Root directory of the repository (default: the current directory).")
    private Path root = Path.of("");

    /** For picocli. */
    public SiteCommand() {}

    @Override
    public Integer call() {
        Terminal terminal = Terminal.standard();
        try {
            Site site = Site.read(root.toAbsolutePath().normalize());
            List<String> faults = site.faults();
            if (!faults.isEmpty()) {
                throw new BadInput(faults.size() + " faults in the pages:\n" + String.join("\n", faults));
            }
            int files = site.write(out.toAbsolutePath().normalize());
            terminal.line("%d pages and %d other files in %s", site.pages().size(), files, out);
            return 0;
        } catch (IOException e) {
            throw new BadInput("cannot build the site: " + e, e);
        }
    }
}
