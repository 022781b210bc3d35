package dev.memcore.tools.table;

import dev.memcore.tools.call.ShownValue;
import dev.memcore.tools.call.ToolFailure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a query is one SELECT that reads only tables of a list and calls only functions of a list. The lists name what is
 * allowed, so statements, functions and syntax that this class does not know are refused. It may refuse a harmless query, for
 * example one with {@code EXTRACT(YEAR FROM day)}.
 *
 * <p>It follows FROM clauses by the depth of parentheses: after FROM and JOIN, and after each comma of a FROM clause, a table or
 * a subquery must stand.
 */
final class SelectCheck {
    private final Set<String> tables;
    private final Set<String> lowerCase = new TreeSet<>();

    SelectCheck(Set<String> tables) {
        this.tables = new TreeSet<>(tables);
        tables.forEach(table -> lowerCase.add(table.toLowerCase(Locale.ROOT)));
    }

    /** Returns the query without a semicolon at its end, or fails with the reason why it is refused. */
    String checked(String sql) {
        List<SqlToken> tokens = SqlToken.of(sql);
        int end = tokens.size();
        while (end > 0 && tokens.get(end - 1).isSign(";")) {
            end--;
        }
        if (end == 0 || !tokens.getFirst().isWord("select")) {
            throw new ToolFailure("The query must be one SELECT statement.");
        }
        new Pass(tokens.subList(0, end)).run();
        String trimmed = sql.strip();
        while (trimmed.endsWith(";")) {
            trimmed = trimmed.substring(0, trimmed.length() - 1).strip();
        }
        return trimmed;
    }

    /** One pass over the tokens of a query. */
    private final class Pass {
        private final List<SqlToken> tokens;

        /** Whether a FROM clause is open, for each open parenthesis and for the outermost level. */
        private final Deque<Boolean> inFrom = new ArrayDeque<>();

        private boolean expectsTable;

        /** How many names stand after the table that was read last; -1: no table was read last. */
        private int aliases = -1;

        Pass(List<SqlToken> tokens) {
            this.tokens = tokens;
            inFrom.push(false);
        }

        void run() {
            for (int i = 0; i < tokens.size(); i++) {
                SqlToken token = tokens.get(i);
                SqlToken next = i + 1 < tokens.size() ? tokens.get(i + 1) : null;
                if (token.isSign(";")) {
                    throw new ToolFailure("The query must be one statement; remove what follows the semicolon.");
                }
                if (token.type() == SqlToken.Type.WORD && SqlWords.FORBIDDEN.contains(token.text())) {
                    throw new ToolFailure("The query must not contain " + ShownValue.of(token.text())
                            + ". Write a column with this name in double quotes.");
                }
                boolean called = next != null && next.isSign("(");
                if (expectsTable && !token.isSign("(")) {
                    table(token, next, called);
                } else {
                    other(token, called);
                }
            }
            if (expectsTable || inFrom.size() != 1) {
                throw new ToolFailure("The query is not complete.");
            }
        }

        private void table(SqlToken token, @Nullable SqlToken next, boolean called) {
            expectsTable = false;
            if (token.isWord("select")) {
                mark(false);
                return;
            }
            boolean known = token.type() == SqlToken.Type.WORD
                    ? lowerCase.contains(token.text())
                    : token.type() == SqlToken.Type.QUOTED && tables.contains(token.text());
            boolean qualified = next != null && next.isSign(".");
            if (!known || qualified || called) {
                throw new ToolFailure("The query can read only these tables: " + String.join(", ", tables)
                        + ". It names " + ShownValue.of(token.text() + (qualified ? "." : "")) + " as a table.");
            }
            aliases = 0;
        }

        /** A word after a table is a keyword of the FROM clause, or the alias of the table. */
        private void afterTable(SqlToken token) {
            boolean keyword = token.type() == SqlToken.Type.WORD
                    && (SqlWords.AFTER_TABLE.contains(token.text()) || SqlWords.AFTER_FROM.contains(token.text()));
            if (keyword || token.type() == SqlToken.Type.SIGN) {
                aliases = -1;
            } else if (!token.isWord("as") && ++aliases > 1) {
                throw new ToolFailure("The query has " + ShownValue.of(token.text()) + " after a table and its alias.");
            }
        }

        private void other(SqlToken token, boolean called) {
            if (aliases >= 0) {
                afterTable(token);
            }
            switch (token.type()) {
                case WORD -> word(token.text(), called);
                case QUOTED -> refuse(called, token.text());
                case LITERAL -> refuse(called, token.text());
                case SIGN -> sign(token);
            }
        }

        private void word(String word, boolean called) {
            refuse(called && !SqlWords.FUNCTIONS.contains(word) && !SqlWords.BEFORE_PARENTHESIS.contains(word), word);
            if (word.equals("from") || word.equals("join")) {
                mark(true);
                expectsTable = true;
            } else if (SqlWords.AFTER_FROM.contains(word)) {
                mark(false);
            }
        }

        private void sign(SqlToken token) {
            if (token.isSign("(")) {
                inFrom.push(expectsTable);
            } else if (token.isSign(")")) {
                inFrom.pop();
                if (inFrom.isEmpty()) {
                    throw new ToolFailure("The query has a closing parenthesis without an opening one.");
                }
            } else if (token.isSign(",") && Boolean.TRUE.equals(inFrom.peek())) {
                expectsTable = true;
            }
        }

        private void mark(boolean open) {
            inFrom.pop();
            inFrom.push(open);
        }

        private void refuse(boolean refused, String function) {
            if (refused) {
                throw new ToolFailure(
                        "The query must not call " + ShownValue.of(function) + ". It can call these functions: "
                                + String.join(", ", new TreeSet<>(SqlWords.FUNCTIONS)) + ".");
            }
        }
    }
}
