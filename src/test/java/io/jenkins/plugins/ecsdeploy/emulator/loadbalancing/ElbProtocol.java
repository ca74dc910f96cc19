package io.jenkins.plugins.ecsdeploy.emulator.loadbalancing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Arns;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Caller;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.QueryProtocol;
import io.jenkins.plugins.ecsdeploy.emulator.references.References;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Elastic Load Balancing, version 2. */
public final class ElbProtocol extends QueryProtocol {
    private final Arns arns;
    private final References references;

    /** For the account and region of those ARNs. */
    public ElbProtocol(Arns arns, References references) {
        super("2015-12-01", "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/", "elasticloadbalancing:");
        this.arns = arns;
        this.references = references;
    }

    @Override
    public Set<String> actions() {
        return Set.of("DescribeListeners", "DescribeLoadBalancers", "DescribeTargetGroups");
    }

    /** "Actions, resources, and condition keys for AWS Elastic Load Balancing V2": these are for all resources. */
    @Override
    public String resource(ObjectNode request) {
        return "*";
    }

    @Override
    public ObjectNode perform(String action, ObjectNode request, Caller caller) {
        return switch (action) {
            case "DescribeListeners" -> listeners(request);
            case "DescribeLoadBalancers" -> loadBalancers(request);
            case "DescribeTargetGroups" -> targetGroups(request);
            default -> throw AwsError.of("InvalidAction", "The action " + action + " is not valid for this endpoint.");
        };
    }

    private ObjectNode listeners(ObjectNode request) {
        List<String> wanted = Json.texts(request, "ListenerArns");
        if (wanted.isEmpty()) {
            throw AwsError.of("ValidationError", "You must specify either listener ARNs or a load balancer ARN");
        }
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Listeners");
        for (String arn : wanted) {
            ListenerArn listener = ListenerArn.of(arns, arn);
            if (listener == null) {
                throw AwsError.of("ListenerNotFound", "One or more listeners not found");
            }
            list.addObject()
                    .put("ListenerArn", arn)
                    .put("LoadBalancerArn", listener.loadBalancer())
                    .put("Port", listener.port())
                    .put("Protocol", listener.protocol());
        }
        return answer;
    }

    private ObjectNode loadBalancers(ObjectNode request) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("LoadBalancers");
        for (String arn : Json.texts(request, "LoadBalancerArns")) {
            // arn:aws:elasticloadbalancing:region:account:loadbalancer/app/name/id
            String[] parts = arn.split("[/]");
            if (parts.length != 4 || !parts[0].equals(arns.loadBalancing("loadbalancer"))) {
                throw AwsError.of("LoadBalancerNotFound", "One or more load balancers not found");
            }
            list.addObject()
                    .put("LoadBalancerArn", arn)
                    .put("LoadBalancerName", parts[2])
                    .put("Type", parts[1].equals("net") ? "network" : "application")
                    .put("Scheme", "internal")
                    .put("DNSName", "internal-" + parts[2] + "-1234567890." + arns.region() + ".elb.amazonaws.com");
        }
        return answer;
    }

    /** All are there that somebody may name, but for those that a test has taken away. */
    private ObjectNode targetGroups(ObjectNode request) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("TargetGroups");
        List<String> wanted = new ArrayList<>(Json.texts(request, "TargetGroupArns"));
        Json.texts(request, "Names").forEach(name -> wanted.add(arns.targetGroup(name)));
        for (String arn : wanted) {
            // arn:aws:elasticloadbalancing:region:account:targetgroup/name/id
            String[] parts = arn.split("/");
            String type = parts.length == 3 ? references.targetType(parts[1]) : null;
            if (type == null || !parts[0].equals(arns.loadBalancing("targetgroup"))) {
                throw AwsError.of("TargetGroupNotFound", "One or more target groups not found");
            }
            list.addObject()
                    .put("TargetGroupArn", arn)
                    .put("TargetGroupName", parts[1])
                    .put("TargetType", type);
        }
        return answer;
    }
}
