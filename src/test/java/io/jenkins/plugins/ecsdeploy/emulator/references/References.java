package io.jenkins.plugins.ecsdeploy.emulator.references;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Everything that task definitions may refer to in this account and region. */
public final class References {
    /** A secret; its versions with their stages. */
    record Secret(boolean deleted, Map<String, List<String>> versions) {}

    /** Trust policies by the ARNs of roles. */
    final Map<String, String> roles = new HashMap<>();
    /** By ARN. */
    final Map<String, Secret> secrets = new LinkedHashMap<>();

    final Set<String> parameters = new TreeSet<>();
    /** {@code bucket/key}. */
    final Set<String> files = new TreeSet<>();

    /** Whether S3 says of a file that it is not there; otherwise it says that it may not be seen. */
    boolean bucketsMayBeListed = true;

    final Set<String> logGroups = new TreeSet<>();
    final Map<String, String> targetTypes = new HashMap<>();

    /** {@code ip}, {@code instance} …; null if there is no such target group. */
    public String targetType(String name) {
        return targetTypes.getOrDefault(name, "ip");
    }

    /** The answer of DescribeLogGroups. */
    public ObjectNode logGroups(String prefix) {
        ObjectNode answer = Json.object();
        ArrayNode groups = answer.putArray("logGroups");
        logGroups.stream()
                .filter(name -> prefix == null || name.startsWith(prefix))
                .forEach(name -> groups.addObject().put("logGroupName", name));
        return answer;
    }
}
