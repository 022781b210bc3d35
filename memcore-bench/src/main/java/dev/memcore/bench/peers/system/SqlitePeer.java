package dev.memcore.bench.peers.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One table of SQLite with a write-ahead log and {@code synchronous=FULL}. Each write is a transaction of one INSERT.
 * Threads share one connection, because SQLite has one writer at a time.
 */
final class SqlitePeer implements DurableWriter {
    private final Connection connection;
    private final PreparedStatement insert;

    SqlitePeer(Path directory) {
        try {
            Files.createDirectories(directory);
            this.connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("turns.db"));
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode=WAL");
                statement.execute("PRAGMA synchronous=FULL");
                statement.execute("CREATE TABLE IF NOT EXISTS turn"
                        + " (id INTEGER PRIMARY KEY, user TEXT NOT NULL, text TEXT NOT NULL)");
            }
            this.insert = connection.prepareStatement("INSERT INTO turn (user, text) VALUES (?, ?)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot open SQLite in " + directory, e);
        }
    }

    @Override
    public synchronized void write(int user, String text) {
        try {
            insert.setString(1, PeerTurn.userName(user));
            insert.setString(2, text);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite cannot write", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            insert.close();
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite cannot close", e);
        }
    }
}
