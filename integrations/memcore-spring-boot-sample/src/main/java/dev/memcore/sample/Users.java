package dev.memcore.sample;

import dev.memcore.api.Scope;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** The two users of the sample and their tokens. A real application uses Spring Security instead. */
@Component
final class Users {
    static final String TENANT = "acme";

    private static final Map<String, String> USERS = Map.of("Bearer alice-token", "alice", "Bearer bob-token", "bob");

    /** Returns the scope of the user with a token, the value of the header Authorization. */
    Scope scope(String authorization) {
        String user = USERS.get(authorization);
        if (user == null) {
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED, "unknown token");
        }
        return Scope.of(TENANT, user);
    }
}
