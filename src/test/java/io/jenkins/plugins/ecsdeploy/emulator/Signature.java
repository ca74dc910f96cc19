package io.jenkins.plugins.ecsdeploy.emulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The AWS Signature Version 4 of a request, checked: so that a client which changes a body after it was signed fails
 * here as it would at AWS. Source: "Create a signed AWS API request" in the IAM user guide.
 */
final class Signature {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    final String accessKeyId;
    final String region;
    private final String scope;
    private final String signedHeaders;
    private final String value;

    private Signature(Map<String, String> parts) {
        String[] credential = parts.getOrDefault("Credential", "").split("/");
        signedHeaders = parts.get("SignedHeaders");
        value = parts.get("Signature");
        if (credential.length != 5 || signedHeaders == null || value == null) {
            throw AwsError.of(
                    "IncompleteSignatureException",
                    "Authorization header requires 'Credential', 'Signature'" + " and 'SignedHeaders' parameters.");
        }
        accessKeyId = credential[0];
        region = credential[2];
        scope = String.join("/", Arrays.copyOfRange(credential, 1, 5));
    }

    /** Reads the Authorization header; null if there is none. */
    static Signature of(HttpRequest request) {
        String header = request.header("Authorization");
        if (header == null || !header.startsWith(ALGORITHM)) {
            return null;
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : header.substring(ALGORITHM.length()).split(",")) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2) {
                parts.put(pair[0], pair[1]);
            }
        }
        return new Signature(parts);
    }

    /** Whether the request is what the holder of the secret signed. */
    boolean matches(HttpRequest request, String secret) {
        String payload = Digests.hex(Digests.sha256(request.body()));
        String declared = request.header("x-amz-content-sha256");
        if (declared != null && !declared.equals(payload) && !declared.equals("UNSIGNED-PAYLOAD")) {
            return false;
        }
        StringBuilder canonical = new StringBuilder();
        canonical.append(request.method()).append('\n').append(request.path()).append('\n');
        canonical.append(request.query() == null ? "" : request.query()).append('\n');
        for (String name : signedHeaders.split(";")) {
            String header = request.header(name);
            canonical.append(name).append(':');
            canonical.append(header == null ? "" : header.strip().replaceAll(" +", " "));
            canonical.append('\n');
        }
        canonical.append('\n').append(signedHeaders).append('\n').append(declared != null ? declared : payload);
        String toSign = ALGORITHM + "\n" + request.header("x-amz-date") + "\n" + scope + "\n"
                + Digests.hex(Digests.sha256(bytes(canonical.toString())));
        byte[] key = bytes("AWS4" + secret);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        return MessageDigest.isEqual(bytes(Digests.hex(hmac(key, toSign))), bytes(value));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
