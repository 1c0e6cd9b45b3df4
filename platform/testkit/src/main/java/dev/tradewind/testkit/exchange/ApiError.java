package dev.tradewind.testkit.exchange;

/** A refusal in the words of the dialect. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1;

    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int CONFLICT = 409;

    final int status;
    final int code;

    /** Further fields of the answer, as JSON; empty for none. */
    final String data;

    private ApiError(int status, int code, String message, String data) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.data = data;
    }

    static ApiError of(int code, String message) {
        return new ApiError(BAD_REQUEST, code, message, "");
    }

    static ApiError unauthorized(int code, String message) {
        return new ApiError(UNAUTHORIZED, code, message, "");
    }

    static ApiError withData(int status, int code, String message, JsonObject data) {
        return new ApiError(status, code, message, data.toString());
    }

    static ApiError missing(String parameter) {
        return of(-1102, "Mandatory parameter '" + parameter + "' was not sent, was empty/null, or malformed.");
    }

    static ApiError filter(String name) {
        return of(-1013, "Filter failure: " + name);
    }

    /** The order was understood and refused. */
    static ApiError rejected(String message) {
        return of(-2010, message);
    }

    static ApiError insufficientBalance() {
        return rejected("Account has insufficient balance for requested action.");
    }

    static ApiError unknownSent() {
        return of(-2011, "Unknown order sent.");
    }

    /** The answer's body. */
    String json() {
        String plain = new JsonObject().put("code", code).put("msg", text()).toString();
        return data.isEmpty() ? plain : plain.substring(0, plain.length() - 1) + ",\"data\":" + data + "}";
    }

    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
