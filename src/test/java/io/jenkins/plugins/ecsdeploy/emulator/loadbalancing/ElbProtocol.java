package io.jenkins.plugins.ecsdeploy.emulator.loadbalancing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.emulator.Arns;
import io.jenkins.plugins.ecsdeploy.emulator.AwsError;
import io.jenkins.plugins.ecsdeploy.emulator.Caller;
import io.jenkins.plugins.ecsdeploy.emulator.Json;
import io.jenkins.plugins.ecsdeploy.emulator.QueryProtocol;
import java.util.List;
import java.util.Set;

/** Elastic Load Balancing, version 2. */
public final class ElbProtocol extends QueryProtocol {
    private final Arns arns;

    /** For the account and region of those ARNs. */
    public ElbProtocol(Arns arns) {
        super("2015-12-01", "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/", "elasticloadbalancing:");
        this.arns = arns;
    }

    @Override
    public Set<String> actions() {
        return Set.of("DescribeListeners", "DescribeLoadBalancers");
    }

    /** "Actions, resources, and condition keys for AWS Elastic Load Balancing V2": these two are for all resources. */
    @Override
    public String resource(ObjectNode request) {
        return "*";
    }

    @Override
    public ObjectNode perform(String action, ObjectNode request, Caller caller) {
        return switch (action) {
            case "DescribeListeners" -> listeners(request);
            case "DescribeLoadBalancers" -> loadBalancers(request);
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
}
