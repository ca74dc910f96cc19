package io.jenkins.plugins.ecsdeploy.emulator.references;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Caller;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.JsonProtocol;
import java.util.Set;

/** AWS Secrets Manager. A secret is named by its ARN, by the ARN without the six characters, or by its name. */
public final class SecretsProtocol extends JsonProtocol {
    private static final int RANDOM_PART = "-AbCdEf".length();

    private final References references;

    /** For what there is. */
    public SecretsProtocol(References references) {
        super("secretsmanager.", "secretsmanager:", "software.amazon.awssdk.services.secretsmanager.model.");
        this.references = references;
    }

    @Override
    public Set<String> actions() {
        return Set.of("DescribeSecret");
    }

    @Override
    public String resource(ObjectNode request) {
        return Json.text(request, "SecretId");
    }

    @Override
    public ObjectNode perform(String action, ObjectNode request, Caller caller) {
        String id = Json.text(request, "SecretId");
        for (var entry : references.secrets.entrySet()) {
            String arn = entry.getKey();
            String partial = arn.substring(0, arn.length() - RANDOM_PART);
            String name = partial.substring(partial.lastIndexOf(':') + 1);
            if (Set.of(arn, partial, name).contains(id)) {
                return view(arn, name, entry.getValue());
            }
        }
        throw AwsError.of("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    private static ObjectNode view(String arn, String name, References.Secret secret) {
        ObjectNode answer = Json.object().put("ARN", arn).put("Name", name);
        if (secret.deleted()) {
            answer.put("DeletedDate", 1_800_000_000);
        }
        ObjectNode versions = answer.putObject("VersionIdsToStages");
        secret.versions().forEach((id, stages) -> stages.forEach(versions.putArray(id)::add));
        return answer;
    }
}
