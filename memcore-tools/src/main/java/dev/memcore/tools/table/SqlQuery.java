package dev.memcore.tools.table;

import dev.memcore.tools.call.Parameter;
import dev.memcore.tools.call.ShownValue;
import dev.memcore.tools.call.Tool;
import dev.memcore.tools.call.Tool.Effect;
import dev.memcore.tools.call.ToolFailure;
import dev.memcore.tools.call.ToolInput;
import dev.memcore.tools.call.ToolServices;
import java.io.IOException;
import java.io.Reader;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Reads tables of the host's database with a single SELECT, within limits of rows, characters and time. */
public final class SqlQuery {
    private static final int MOST_QUERY = 4_000;

    private final ToolServices services;
    private final DataSource source;
    private final Set<String> tables;
    private final SelectCheck check;
    private final int rows;
    private final int cellChars;
    private final int seconds;

    /**
     * Creates the tool.
     *
     * @param tables the names of the tables or views that queries may read
     * @param rows the most rows of a result
     * @param cellChars the most characters of a value
     * @param seconds the most seconds of a query
     */
    public SqlQuery(
            ToolServices services, DataSource source, Set<String> tables, int rows, int cellChars, int seconds) {
        this.services = services;
        this.source = source;
        this.tables = new TreeSet<>(tables);
        this.check = new SelectCheck(tables);
        this.rows = rows;
        this.cellChars = cellChars;
        this.seconds = seconds;
    }

    /** Returns the tool. */
    public Tool tool() {
        return new Tool(
                "sql_query",
                "Read tables with one SELECT statement. Tables: " + String.join(", ", tables) + ".",
                List.of(Parameter.text("sql", "The SELECT statement", MOST_QUERY)),
                Effect.READS,
                this::run);
    }

    private String run(ToolInput input) {
        String sql = check.checked(input.text("sql"));
        try (Connection connection = source.getConnection()) {
            boolean wasReadOnly = connection.isReadOnly();
            boolean committed = connection.getAutoCommit();
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try {
                return read(connection, sql);
            } finally {
                connection.rollback();
                connection.setAutoCommit(committed);
                connection.setReadOnly(wasReadOnly);
            }
        } catch (SQLException | IOException e) {
            throw new ToolFailure("The database refused the query: "
                    + ShownValue.cut(
                            Objects.toString(e.getMessage(), e.getClass().getSimpleName())) + ".");
        }
    }

    private String read(Connection connection, String sql) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(rows + 1);
            statement.setQueryTimeout(seconds);
            statement.setEscapeProcessing(false);
            try (ResultSet results = statement.executeQuery(sql)) {
                return table(results);
            }
        }
    }

    private String table(ResultSet results) throws SQLException, IOException {
        ResultSetMetaData columns = results.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i));
        }
        List<String> lines = new ArrayList<>();
        boolean more = false;
        while (!more && results.next()) {
            more = lines.size() == rows;
            if (!more) {
                lines.add(row(results, names.size()));
            }
        }
        if (more) {
            lines.add("[Only the first " + rows + " rows are shown. Use a condition or an aggregate.]");
        }
        return lines.isEmpty()
                ? "The query found no rows."
                : services.results().list(String.join(" | ", names), lines, "Select fewer rows or columns.");
    }

    private String row(ResultSet results, int columns) throws SQLException, IOException {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            cells.add(cell(results.getObject(i)));
        }
        return String.join(" | ", cells);
    }

    private String cell(Object value) throws SQLException, IOException {
        String text = switch (value) {
            case null -> "null";
            case byte[] bytes -> "(binary, " + bytes.length + " bytes)";
            case Blob blob -> "(binary, " + blob.length() + " bytes)";
            case Clob clob -> start(clob);
            default -> value.toString();
        };
        String line = text.replaceAll("\\s+", " ").strip();
        if (line.length() <= cellChars) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(cellChars - 1)) ? cellChars - 1 : cellChars;
        return line.substring(0, end) + "...";
    }

    /** One character more than is shown, so that the cut is noticed. */
    private String start(Clob clob) throws SQLException, IOException {
        try (Reader reader = clob.getCharacterStream()) {
            char[] read = new char[cellChars + 1];
            int length = 0;
            for (int n = 0; n >= 0 && length < read.length; n = reader.read(read, length, read.length - length)) {
                length += n;
            }
            return new String(read, 0, length);
        }
    }
}
