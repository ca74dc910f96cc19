package io.jenkins.plugins.ecsdeploy.emulator.references;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Caller;
import io.jenkins.plugins.ecsdeploy.emulator.HttpRequest;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.Protocol;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** Amazon S3, with the bucket in the path. Answers to HEAD have no body, so that an error is its status. */
public final class FilesProtocol implements Protocol {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final References references;

    /** For what there is. */
    public FilesProtocol(References references) {
        this.references = references;
    }

    @Override
    public Set<String> actions() {
        return Set.of("HeadObject");
    }

    @Override
    public String actionOf(HttpRequest request) {
        return request.method().equals("HEAD") ? "HeadObject" : null;
    }

    @Override
    public ObjectNode read(String action, HttpRequest request) {
        String[] parts = URLDecoder.decode(request.path().substring(1), StandardCharsets.UTF_8)
                .split("/", 2);
        return Json.object().put("Bucket", parts[0]).put("Key", parts.length > 1 ? parts[1] : "");
    }

    @Override
    public ObjectNode perform(String action, ObjectNode request, Caller caller) {
        if (!references.files.contains(Json.text(request, "Bucket") + "/" + Json.text(request, "Key"))) {
            throw AwsError.of(references.bucketsMayBeListed ? "NoSuchKey" : "AccessDeniedException", "");
        }
        return Json.object();
    }

    @Override
    public String permissionPrefix() {
        return "s3:";
    }

    @Override
    public String resource(ObjectNode request) {
        return "arn:aws:s3:::" + Json.text(request, "Bucket") + "/" + Json.text(request, "Key");
    }

    @Override
    public String contentType() {
        return "application/octet-stream";
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("x-amz-id-2", "ZW11bGF0b3I=");
    }

    @Override
    public String success(String action, ObjectNode answer, String requestId) {
        return "";
    }

    @Override
    public String error(AwsError error, String requestId) {
        return "";
    }

    @Override
    public int status(AwsError error) {
        return error.code.equals("NoSuchKey") ? NOT_FOUND : FORBIDDEN;
    }
}
