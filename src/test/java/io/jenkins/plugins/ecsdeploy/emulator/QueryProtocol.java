package io.jenkins.plugins.ecsdeploy.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A service of AWS that speaks the query protocol: a form in, XML out. Lists are {@code Name.member.1} in both. */
public abstract class QueryProtocol implements Protocol {
    /** The query protocol has other names for errors which all services share: "Common Error Types" of STS. */
    private static final Map<String, String> CODES = Map.of(
            "MissingAuthenticationTokenException", "MissingAuthenticationToken",
            "UnrecognizedClientException", "InvalidClientTokenId",
            "InvalidSignatureException", "SignatureDoesNotMatch",
            "ExpiredTokenException", "ExpiredToken",
            "AccessDeniedException", "AccessDenied",
            "ThrottlingException", "Throttling",
            "ServerException", "ServiceUnavailable");

    private final String version;
    private final String namespace;
    private final String permissionPrefix;

    /** @param version of the API, by which services are told apart */
    protected QueryProtocol(String version, String namespace, String permissionPrefix) {
        this.version = version;
        this.namespace = namespace;
        this.permissionPrefix = permissionPrefix;
    }

    @Override
    public String actionOf(HttpRequest request) {
        String type = request.header("Content-Type");
        if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
            return null;
        }
        ObjectNode form = form(request.text());
        return version.equals(Json.text(form, "Version")) ? Json.text(form, "Action") : null;
    }

    @Override
    public ObjectNode read(String action, HttpRequest request) {
        return form(request.text());
    }

    @Override
    public String permissionPrefix() {
        return permissionPrefix;
    }

    @Override
    public String contentType() {
        return "text/xml";
    }

    @Override
    public String success(String action, ObjectNode answer, String requestId) {
        return "<" + action + "Response xmlns=\"" + namespace + "\"><" + action + "Result>" + xml(answer) + "</"
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
        return "<ErrorResponse xmlns=\"" + namespace + "\"><Error>" + xml(node) + "</Error><RequestId>" + requestId
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
            String[] name = decode(parts[0]).split("\\.member\\.");
            String value = parts.length > 1 ? decode(parts[1]) : "";
            if (name.length == 2) {
                form.withArray(name[0]).add(value);
            } else {
                form.put(name[0], value);
            }
        }
        return form;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String xml(JsonNode node) {
        StringBuilder result = new StringBuilder();
        if (node.isArray()) {
            node.forEach(item -> result.append(element("member", item)));
        } else if (node.isObject()) {
            node.properties().forEach(entry -> result.append(element(entry.getKey(), entry.getValue())));
        } else {
            result.append(escape(node.asText()));
        }
        return result.toString();
    }

    private static String element(String name, JsonNode content) {
        return "<" + name + ">" + xml(content) + "</" + name + ">";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
