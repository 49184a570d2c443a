/** What people paste: running-config with the defaults left out, a crypto map, strongSwan's files written by hand. Keys are made up. */

/** As `show running-config` prints it, for the classic connection: one tunnel with the defaults of IKEv1, and one of somebody else. */
export const RUNNING_CONFIG = `Building configuration...
!
version 15.9
hostname lab-router
!
crypto isakmp policy 10
 encr aes
 authentication pre-share
 group 2
crypto isakmp policy 20
 encr 3des
crypto isakmp key cloudneta1 address 198.51.100.11
crypto isakmp key 6 AbCdEf_GH address 198.51.100.22
crypto isakmp key somebodyElse address 0.0.0.0
!
crypto ipsec transform-set AWS esp-aes esp-sha-hmac
 mode tunnel
!
crypto ipsec profile AWS
 set transform-set AWS
 set pfs group2
!
interface Tunnel0
 ip address 192.168.99.1 255.255.255.252
 tunnel source GigabitEthernet0/0
 tunnel destination 203.0.113.200
 tunnel protection ipsec profile AWS
!
interface Tunnel1
 ip address 169.254.44.42 255.255.255.252
 ip tcp adjust-mss 1379
 tunnel source GigabitEthernet0/0
 tunnel mode ipsec ipv4
 tunnel destination 198.51.100.11
 tunnel protection ipsec profile AWS
!
interface GigabitEthernet0/0
 ip address 10.1.2.3 255.255.255.0
!
router bgp 65000
 neighbor aws peer-group
 neighbor aws remote-as 64512
 neighbor 169.254.44.41 peer-group aws
 !
 address-family ipv4
  neighbor 169.254.44.41 activate
 exit-address-family
!
end
`;

export const CRYPTO_MAP = `crypto isakmp policy 1
 encr aes 256
 hash sha256
 authentication pre-share
 group 14
 lifetime 28800
crypto keyring AWS
  pre-shared-key address 198.51.100.11 key cloudneta1
crypto ipsec transform-set T esp-aes 256 esp-sha256-hmac
crypto map OUTSIDE 10 ipsec-isakmp
 set peer 198.51.100.11
 set peer 198.51.100.22
 set transform-set T
 set security-association lifetime seconds 3600
 match address VPC
interface GigabitEthernet0/0
 ip address 3.37.222.142 255.255.255.0
 crypto map OUTSIDE
ip access-list extended VPC
 permit ip 10.60.0.0 0.0.255.255 10.50.0.0 0.0.255.255
 10 permit ip host 10.61.0.1 any
`;

export const SWANCTL = `connections { aws-one { remote_addrs = 198.51.100.11 # the first
    version = 2
    local_addrs = 10.1.2.3
    proposals = aes128-sha1-modp1024, aes256gcm16-prfsha384-ecp384
    local { auth = psk
      id = "3.37.222.142" }
    remote { auth = psk }
    children { net { local_ts = 0.0.0.0/0
        remote_ts = 0.0.0.0/0
        esp_proposals = aes128gcm16
        start_action = trap } }
  }
}
secrets {
  ike-aws { id = 198.51.100.11
    secret = 0x636c6f75646e65746131
  }
}
`;

export const IPSEC_CONF = `config setup
conn %default
  ikelifetime=8h
  keyexchange=ikev2
  dpdaction=restart
conn shared
  right=3.37.222.142
  rightsubnet=0.0.0.0/0
  esp=aes256-sha256-modp2048!
conn aws
  also=shared
  left=198.51.100.11
  leftsubnet=0.0.0.0/0
  ike=aes256-sha256-modp768!
  auto=add
3.37.222.142 198.51.100.11 : PSK "cloudneta1 "
`;

export const JUNOS = `set security ike proposal p1 authentication-method pre-shared-keys
set security ike proposal p1 dh-group group14
set security ike proposal p1 authentication-algorithm sha-256
set security ike proposal p1 encryption-algorithm aes-256-cbc
set security ike policy aws pre-shared-key ascii-text "$9$notARealOne" ## SECRET-DATA
set security ike policy aws proposals [ p1 ]
set security ike gateway aws ike-policy aws
set security ike gateway aws address 198.51.100.11
set security ike gateway aws external-interface ge-0/0/0.0
set security ipsec proposal p2 encryption-algorithm 3des-cbc
set security ipsec proposal p2 authentication-algorithm hmac-sha1-96
set security ipsec policy aws perfect-forward-secrecy keys group14
set security ipsec policy aws proposals p2
set security ipsec vpn aws bind-interface st0.1
set security ipsec vpn aws ike gateway aws
set security ipsec vpn aws ike ipsec-policy aws
set security ike gateway aws local-identity inet 3.37.222.142
set interfaces ge-0/0/0 unit 0 family inet address 10.1.2.3/24
set routing-options autonomous-system 65001
set interfaces st0 unit 1 family inet address 169.254.44.42/30
set protocols bgp group aws neighbor 169.254.44.41 peer-as 64512
set security ipsec vpn aws establish-tunnels immediately
deactivate security ipsec vpn aws establish-tunnels
`;
