package io.jenkins.plugins.ecsdeploy.emulator.references;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Arns;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Caller;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.QueryProtocol;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** AWS IAM. */
public final class IamProtocol extends QueryProtocol {
    private final Arns arns;
    private final References references;

    /** For the account of those ARNs. */
    public IamProtocol(Arns arns, References references) {
        super("2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/", "iam:");
        this.arns = arns;
        this.references = references;
    }

    @Override
    public Set<String> actions() {
        return Set.of("GetRole");
    }

    @Override
    public String resource(ObjectNode request) {
        return arns.iam("role/" + Json.text(request, "RoleName"));
    }

    @Override
    public ObjectNode perform(String action, ObjectNode request, Caller caller) {
        String name = Json.text(request, "RoleName");
        for (var role : references.roles.entrySet()) {
            if (role.getKey().endsWith("/" + name)) {
                ObjectNode answer = Json.object();
                answer.putObject("Role")
                        .put("RoleName", name)
                        .put("Arn", role.getKey())
                        // API page Role: URL-encoded, compliant with RFC 3986.
                        .put(
                                "AssumeRolePolicyDocument",
                                URLEncoder.encode(role.getValue(), StandardCharsets.UTF_8)
                                        .replace("+", "%20"));
                return answer;
            }
        }
        throw AwsError.of("NoSuchEntity", "The role with name " + name + " cannot be found.");
    }
}
