import type { Answers } from "./answers";

/** What a person answers for the lab of the classic write-up: one site with static routes, one new VPC with a private subnet. */
export const labAnswers = {
  needs: {
    site: "idc",
    deviceFamily: "cisco-ios",
    ipAddress: "3.37.222.142",
    routing: "static",
    bgpAsn: "",
    prefixes: ["10.60.0.0/16"],
  },
  network: {
    use: "new",
    vpc: "",
    layout: "private-vpn",
    name: "lab",
    cidr: "10.50.0.0/16",
    zone: "",
    publicCidr: "",
    privateCidr: "10.50.1.0/24",
  },
  "customer-gateway": { use: "new", key: "", name: "idc" },
  "vpn-gateway": { use: "new", key: "", name: "", amazonSideAsn: "" },
} satisfies Answers;
