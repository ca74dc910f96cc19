package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** AWS STS: the query protocol, with a form in and XML out. */
final class StsProtocol implements Protocol {
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
    private static final String VERSION = "2011-06-15";
    /** The query protocol has other names for errors which all services share: "Common Error Types" of STS. */
    private static final Map<String, String> CODES = Map.of(
            "MissingAuthenticationTokenException", "MissingAuthenticationToken",
            "UnrecognizedClientException", "InvalidClientTokenId",
            "InvalidSignatureException", "SignatureDoesNotMatch",
            "ExpiredTokenException", "ExpiredToken",
            "AccessDeniedException", "AccessDenied",
            "ThrottlingException", "Throttling",
            "ServerException", "ServiceUnavailable");

    private final StsActions actions;

    StsProtocol(World world, Identities identities) {
        this.actions = new StsActions(world, identities);
    }

    @Override
    public Set<String> actions() {
        return Set.of("GetCallerIdentity", "AssumeRole", "GetSessionToken");
    }

    @Override
    public String actionOf(HttpRequest request) {
        String type = request.header("Content-Type");
        if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
            return null;
        }
        ObjectNode form = form(request.text());
        return VERSION.equals(Json.text(form, "Version")) ? Json.text(form, "Action") : null;
    }

    @Override
    public ObjectNode read(String action, HttpRequest request) {
        return form(request.text());
    }

    @Override
    public ObjectNode perform(String action, ObjectNode request, Caller caller) {
        return actions.perform(action, request, caller);
    }

    @Override
    public String permissionPrefix() {
        return "sts:";
    }

    @Override
    public String contentType() {
        return "text/xml";
    }

    @Override
    public String success(String action, ObjectNode answer, String requestId) {
        return "<" + action + "Response xmlns=\"" + NAMESPACE + "\"><" + action + "Result>" + xml(answer) + "</"
                + action
                + "Result><ResponseMetadata><RequestId>" + requestId + "</RequestId></ResponseMetadata></" + action
                + "Response>";
    }

    @Override
    public String error(AwsError error, String requestId) {
        ObjectNode node = Json.object();
        node.put("Type", error.status >= 500 ? "Receiver" : "Sender");
        node.put("Code", CODES.getOrDefault(error.code, error.code));
        node.put("Message", error.getMessage());
        return "<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error>" + xml(node) + "</Error><RequestId>" + requestId
                + "</RequestId></ErrorResponse>";
    }

    @Override
    public int status(AwsError error) {
        boolean access = CODES.containsKey(error.code) && error.status < 500 && !error.code.startsWith("Throttling");
        return access ? 403 : error.status;
    }

    private static ObjectNode form(String text) {
        ObjectNode form = Json.object();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            form.put(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "");
        }
        return form;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String xml(JsonNode node) {
        StringBuilder result = new StringBuilder();
        node.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            String content = value.isObject() ? xml(value) : escape(value.asText());
            result.append('<').append(entry.getKey()).append('>').append(content);
            result.append("</").append(entry.getKey()).append('>');
        });
        return result.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
