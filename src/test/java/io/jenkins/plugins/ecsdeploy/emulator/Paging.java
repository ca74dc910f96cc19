package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Pages of the List actions. Source: their maxResults and nextToken. */
final class Paging {
    private Paging() {}

    /**
     * Answers one page of the items.
     *
     * @throws AwsError InvalidParameterException for a page size out of range or a token of another list
     */
    static <T> ObjectNode page(
            ObjectNode request, int byDefault, String key, List<T> items, Function<T, JsonNode> toJson) {
        int size = request.path("maxResults").asInt(byDefault);
        if (size < 1 || size > 100) {
            throw AwsError.invalid("maxResults must be between 1 and 100.");
        }
        int from = Json.has(request, "nextToken") ? offset(Json.text(request, "nextToken"), key, items.size()) : 0;
        int to = Math.min(items.size(), from + size);
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray(key);
        items.subList(from, to).forEach(item -> page.add(toJson.apply(item)));
        if (to < items.size()) {
            answer.put("nextToken", token(key, to));
        }
        return answer;
    }

    private static String token(String key, int offset) {
        String text = key + ":" + offset;
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int offset(String token, String key, int size) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(key + ":")) {
                return Math.min(size, Integer.parseInt(text.substring(key.length() + 1)));
            }
        } catch (IllegalArgumentException e) {
            // Falls through: a token that this emulator never gave.
        }
        throw AwsError.invalid("Invalid token.");
    }
}
