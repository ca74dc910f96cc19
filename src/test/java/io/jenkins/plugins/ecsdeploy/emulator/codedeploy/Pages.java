package io.jenkins.plugins.ecsdeploy.emulator.codedeploy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.util.List;

/** Pages of the List actions: CodeDeploy decides how many names are on one. */
final class Pages {
    private static final int SIZE = 100;

    private Pages() {}

    /**
     * Answers one page of the names.
     *
     * @throws AwsError InvalidNextTokenException for a token that this list never gave
     */
    static ObjectNode page(ObjectNode request, String key, List<String> names) {
        String token = Json.text(request, "nextToken");
        int from = 0;
        if (token != null) {
            if (!token.matches(key + "\\.\\d{1,7}")) {
                throw AwsError.of("InvalidNextTokenException", "The next token is not valid.");
            }
            from = Math.min(names.size(), Integer.parseInt(token.substring(key.length() + 1)));
        }
        int to = Math.min(names.size(), from + SIZE);
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray(key);
        names.subList(from, to).forEach(page::add);
        if (to < names.size()) {
            answer.put("nextToken", key + "." + to);
        }
        return answer;
    }
}
