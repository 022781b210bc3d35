package dev.memcore.tools;

import dev.memcore.api.MemorySpace;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.check.Arguments;
import dev.memcore.spi.TokenCounter;
import dev.memcore.tools.block.BlockGroup;
import dev.memcore.tools.call.InputReader;
import dev.memcore.tools.call.ResultText;
import dev.memcore.tools.call.Tool;
import dev.memcore.tools.call.ToolServices;
import dev.memcore.tools.file.FileGroup;
import dev.memcore.tools.memory.MemoryGroup;
import dev.memcore.tools.memory.StandardGroup;
import dev.memcore.tools.table.KeyValueTools;
import dev.memcore.tools.table.SqlQuery;
import dev.memcore.tools.triple.TripleGroup;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link MemoryTools}. By default: the group {@link ToolGroup#MEMORY}, {@link ToolLimits#ofDefaults()}, {@link
 * TokenCounter#approximate()}, dates in UTC, and no changes of shared memories. Not safe for use by several threads.
 */
public final class MemoryToolsBuilder {
    /** The blocks of MemGPT's core memory. */
    private static final Set<String> DEFAULT_SECTIONS = Set.of("human", "persona");

    private final MemorySpace space;
    private Set<ToolGroup> groups = EnumSet.of(ToolGroup.MEMORY);
    private ToolLimits limits = ToolLimits.ofDefaults();
    private TokenCounter counter = TokenCounter.approximate();
    private ZoneId zone = ZoneOffset.UTC;
    private boolean changesShared;
    private @Nullable SessionMemory session;
    private @Nullable DataSource dataSource;
    private Set<String> tables = Set.of();
    private Set<String> sections = DEFAULT_SECTIONS;

    MemoryToolsBuilder(MemorySpace space) {
        this.space = Arguments.present(space, "space");
    }

    /** Sets the groups of tools, in place of the default group. At least one. */
    public MemoryToolsBuilder groups(ToolGroup... groups) {
        Set<ToolGroup> given = Arguments.set(groups, "groups");
        Arguments.require(!given.isEmpty(), "groups must not be empty");
        this.groups = EnumSet.copyOf(given);
        return this;
    }

    /** Sets the limits of calls. */
    public MemoryToolsBuilder limits(ToolLimits limits) {
        this.limits = Arguments.present(limits, "limits");
        return this;
    }

    /** Sets the counter of tokens for {@link ToolLimits#resultTokens()}. */
    public MemoryToolsBuilder counter(TokenCounter counter) {
        this.counter = Arguments.present(counter, "counter");
        return this;
    }

    /** Sets the time zone of dates in arguments and results. */
    public MemoryToolsBuilder zone(ZoneId zone) {
        this.zone = Arguments.present(zone, "zone");
        return this;
    }

    /**
     * Sets whether tools may change memories of a wider scope that the space sees, for example those that all users of a tenant
     * share. By default they can only read them, so that the agent of one user cannot change what others see.
     */
    public MemoryToolsBuilder changesShared(boolean allowed) {
        this.changesShared = allowed;
        return this;
    }

    /**
     * Sets the sections of core memory that {@link ToolGroup#BLOCKS} may create: {@code human} and {@code persona} by default.
     * Other sections can be edited if the host has created their {@linkplain dev.memcore.api.Blocks blocks}.
     */
    public MemoryToolsBuilder sections(String... names) {
        Set<String> given = Arguments.set(names, "sections");
        given.forEach(name -> Arguments.name(name, "section"));
        this.sections = Set.copyOf(given);
        return this;
    }

    /**
     * Sets the session whose messages {@link ToolGroup#CONTEXT} folds. Show the model {@link
     * dev.memcore.api.session.SessionFolds#window}.
     */
    public MemoryToolsBuilder session(String id) {
        this.session = space.session(id);
        return this;
    }

    /**
     * Adds the tool {@code sql_query} to {@link ToolGroup#TABLES}. It runs single SELECT statements over some tables or views. Rows
     * of other users must not be in them: the tool cannot know whose a row is. Give the data source a database user that can
     * only read these tables, because not every driver enforces {@link java.sql.Connection#setReadOnly}.
     *
     * @param source the database; each call takes a connection, sets it read-only, rolls back, and closes it
     * @param tables the names of the tables or views, without a schema; compared without case
     */
    public MemoryToolsBuilder dataSource(DataSource source, String... tables) {
        this.dataSource = Arguments.present(source, "source");
        Set<String> given = Arguments.set(tables, "tables");
        Arguments.require(!given.isEmpty(), "tables must not be empty");
        given.forEach(table -> Arguments.name(table, "table"));
        this.tables = Set.copyOf(given);
        return this;
    }

    /**
     * Builds the tools.
     *
     * @throws dev.memcore.api.error.MemoryException {@link dev.memcore.api.error.ErrorCode#INVALID_ARGUMENT} if the groups
     *     contain {@link ToolGroup#CONTEXT} and no session is set
     */
    public MemoryTools build() {
        ResultText results = new ResultText(counter, limits.resultTokens());
        ToolServices services = new ToolServices(space, results, zone, limits.textChars(), changesShared);
        Map<ToolGroup, List<Tool>> tools = new EnumMap<>(ToolGroup.class);
        groups.forEach(group -> tools.put(group, tools(group, services)));
        return new MemoryTools(tools, new InputReader(limits.argumentChars()), results);
    }

    private List<Tool> tools(ToolGroup group, ToolServices services) {
        return switch (group) {
            case MEMORY -> new MemoryGroup(services).tools();
            case BLOCKS -> BlockGroup.tools(services, sections);
            case FILES -> new FileGroup(services).tools();
            case TABLES -> tables(services);
            case TRIPLES -> new TripleGroup(services).tools();
            case CONTEXT -> new FoldTools(services, session()).tools();
            case STANDARD -> new StandardGroup(services, limits.resultTokens()).tools();
        };
    }

    private List<Tool> tables(ToolServices services) {
        List<Tool> tools = new ArrayList<>(new KeyValueTools(services).tools());
        if (dataSource != null) {
            tools.add(
                    new SqlQuery(services, dataSource, tables, limits.rows(), limits.cellChars(), limits.querySeconds())
                            .tool());
        }
        return tools;
    }

    private SessionMemory session() {
        if (session == null) {
            throw Arguments.invalid("the group CONTEXT needs a session; set it with session(id)");
        }
        return session;
    }
}
