package dev.memcore.tools.table;

import java.util.Set;

/** Words of SQL, in lower case, by what they mean for {@link SelectCheck}. */
final class SqlWords {
    /** Words that no query may contain outside quotes. */
    static final Set<String> FORBIDDEN = Set.of(
            "alter",
            "analyze",
            "apply",
            "attach",
            "backup",
            "call",
            "comment",
            "commit",
            "copy",
            "create",
            "delete",
            "drop",
            "exec",
            "currval",
            "execute",
            "explain",
            "for",
            "grant",
            "insert",
            "into",
            "lateral",
            "load",
            "lock",
            "merge",
            "nextval",
            "outfile",
            "pragma",
            "procedure",
            "refresh",
            "rename",
            "replace",
            "returning",
            "revoke",
            "rollback",
            "runscript",
            "script",
            "set",
            "shutdown",
            "straight_join",
            "table",
            "truncate",
            "update",
            "use",
            "values",
            "with");

    /** Functions without side effects that most databases have. */
    static final Set<String> FUNCTIONS = Set.of(
            "abs",
            "avg",
            "cast",
            "ceil",
            "ceiling",
            "char_length",
            "coalesce",
            "concat",
            "count",
            "day",
            "floor",
            "length",
            "lower",
            "ltrim",
            "max",
            "min",
            "mod",
            "month",
            "nullif",
            "position",
            "power",
            "round",
            "rtrim",
            "sqrt",
            "substring",
            "sum",
            "trim",
            "upper",
            "year");

    /** Keywords after which a parenthesis may stand. */
    static final Set<String> BEFORE_PARENTHESIS = Set.of(
            "all",
            "and",
            "any",
            "as",
            "between",
            "by",
            "case",
            "distinct",
            "else",
            "except",
            "exists",
            "from",
            "having",
            "in",
            "intersect",
            "join",
            "like",
            "not",
            "on",
            "or",
            "select",
            "some",
            "then",
            "union",
            "using",
            "when",
            "where");

    /** Keywords that may stand after a table of a FROM clause, besides its alias. */
    static final Set<String> AFTER_TABLE =
            Set.of("cross", "full", "inner", "join", "left", "natural", "on", "outer", "right", "using");

    /** Keywords that end a FROM clause at their depth. */
    static final Set<String> AFTER_FROM = Set.of(
            "where", "group", "having", "order", "limit", "offset", "fetch", "union", "except", "intersect", "select");

    private SqlWords() {}
}
