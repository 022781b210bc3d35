package dev.memcore.mcp.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one message.
 *
 * @param json the response in one line; null if the message needs none
 * @param error the code of the error in the response; 0 if there is none
 */
public record Reply(@Nullable String json, int error) {
    /** The code of a message that is not JSON. */
    public static final int PARSE_ERROR = -32700;

    /** The code of a message that is not a request of JSON-RPC. */
    public static final int INVALID_REQUEST = -32600;

    /** The code of an unknown method. */
    public static final int METHOD_NOT_FOUND = -32601;

    /** The code of parameters that do not fit the method. */
    public static final int INVALID_PARAMS = -32602;

    /** The code of a failure that is not the client's. */
    public static final int INTERNAL_ERROR = -32603;

    /** No answer. */
    static final Reply NONE = new Reply(null, 0);

    /** Returns a result. */
    static Reply result(Object id, Object result) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("jsonrpc", "2.0");
        response.put("id", id);
        response.put("result", result);
        return new Reply(JsonText.write(response), 0);
    }

    /** Returns an error. */
    public static Reply error(@Nullable Object id, int code, String message) {
        return error(id, code, message, null);
    }

    /** Returns an error with data. */
    static Reply error(@Nullable Object id, int code, String message, @Nullable Object data) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", message);
        if (data != null) {
            error.put("data", data);
        }
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("jsonrpc", "2.0");
        response.put("id", id);
        response.put("error", error);
        return new Reply(JsonText.write(response), code);
    }
}
