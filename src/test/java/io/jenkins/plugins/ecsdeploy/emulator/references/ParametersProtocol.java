package io.jenkins.plugins.ecsdeploy.emulator.references;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Caller;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.JsonProtocol;
import java.util.List;
import java.util.Set;

/** Parameter Store of AWS Systems Manager. */
public final class ParametersProtocol extends JsonProtocol {
    /** API pages DescribeParameters and ParameterStringFilter. */
    private static final int MOST = 50;

    private final References references;

    /** For what there is. */
    public ParametersProtocol(References references) {
        super("AmazonSSM.", "ssm:", "software.amazon.awssdk.services.ssm.model.");
        this.references = references;
    }

    @Override
    public Set<String> actions() {
        return Set.of("DescribeParameters");
    }

    @Override
    public String resource(ObjectNode request) {
        return "*";
    }

    @Override
    public ObjectNode perform(String action, ObjectNode request, Caller caller) {
        ObjectNode answer = Json.object();
        ArrayNode found = answer.putArray("Parameters");
        JsonNode filter = request.path("ParameterFilters").path(0);
        List<String> names = Json.texts(filter, "Values");
        if (!filter.path("Key").asText().equals("Name")
                || !filter.path("Option").asText().equals("Equals")
                || names.isEmpty()
                || names.size() > MOST) {
            throw AwsError.of("InvalidFilterValue", "The filter is not valid.");
        }
        names.stream()
                .filter(references.parameters::contains)
                .forEach(name -> found.addObject().put("Name", name).put("Type", "SecureString"));
        return answer;
    }
}
