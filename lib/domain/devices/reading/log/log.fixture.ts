/** Logs as they are written, line by line; addresses and names are those of the classic connection. */

/** An activity log as `aws logs filter-log-events` gives its messages, one a line. IKEv2, another key at the device. */
export const AWS_WRONG_KEY = `{"event_timestamp":1762580429,"timestamp":"2025-11-08 05:40:29.641Z","details":"AWS tunnel detected a pre-shared key mismatch with cgw: 198.51.100.10","dpd_enabled":true,"nat_t_detected":false,"ike_phase1_state":"negotiating","ike_phase2_state":"down"}
{"event_timestamp":1762580429,"timestamp":"2025-11-08 05:40:29.702Z","details":"AWS tunnel is sending AUTHENTICATION_FAILED as the response","dpd_enabled":true,"nat_t_detected":false,"ike_phase1_state":"down","ike_phase2_state":"down"}`;

/** The same as text. */
export const AWS_TEXT = `event_timestamp: 1762580429, timestamp: 2025-11-08 05:40:29.641Z, details: AWS tunnel payload decryption was unsuccessful due to invalid Pre-shared Key, dpd_enabled: true, nat_t_detected: false, ike_phase1_state: negotiating, ike_phase2_state: down`;

/** An array over several lines: phase 1 is there, and nothing both ends take in phase 2. */
export const AWS_ARRAY = `[
  {
    "event_timestamp": 1762580429,
    "timestamp": "2025-11-08 05:40:29.641Z",
    "details": "AWS tunnel processed request (id=1) for CREATE_CHILD_SA",
    "ike_phase1_state": "established",
    "ike_phase2_state": "negotiating"
  },
  {
    "event_timestamp": 1762580430,
    "timestamp": "2025-11-08 05:40:30.004Z",
    "details": "No Proposal Match Found. Notifying with \\"No proposal chosen\\"",
    "ike_phase1_state": "established",
    "ike_phase2_state": "down"
  }
]`;

/** What strongSwan 5.9.8 writes at the end that was called, IKEv2, another key. */
export const CHARON_WRONG_KEY_V2 = `00[DMN] Starting IKE charon daemon (strongSwan 5.9.8, Linux 6.1.0, x86_64)
00[LIB] loaded plugins: charon aes sha1 sha2 random nonce gmp kernel-netlink socket-default vici
06[NET] received packet: from 198.51.100.10[500] to 203.0.113.11[500] (464 bytes)
06[ENC] parsed IKE_SA_INIT request 0 [ SA KE No N(NATD_S_IP) N(NATD_D_IP) N(FRAG_SUP) N(HASH_ALG) N(REDIR_SUP) ]
06[IKE] 198.51.100.10 is initiating an IKE_SA
06[CFG] selected proposal: IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_1024
07[NET] received packet: from 198.51.100.10[4500] to 203.0.113.11[4500] (268 bytes)
07[CFG] looking for peer configs matching 203.0.113.11[203.0.113.11]...198.51.100.10[198.51.100.10]
07[CFG] selected peer config 'aws'
07[IKE] tried 1 shared key for '203.0.113.11' - '198.51.100.10', but MAC mismatched
07[IKE] peer supports MOBIKE
07[ENC] generating IKE_AUTH response 1 [ N(AUTH_FAILED) ]`;

/** The same with IKEv1: the message makes no sense. */
export const CHARON_WRONG_KEY_V1 = `05[IKE] 198.51.100.10 is initiating a Main Mode IKE_SA
09[ENC] invalid ID_V1 payload length, decryption failed?
09[ENC] could not decrypt payloads
09[IKE] message parsing failed`;

/** Of the device, in the journal: the first tunnel comes up, the second finds nothing that both ends take. */
export const CHARON_TWO_TUNNELS = `Nov 08 05:40:28 gw charon[812]: 10[IKE] <aws-1|1> initiating IKE_SA aws-1[1] to 203.0.113.11
Nov 08 05:40:28 gw charon[812]: 11[IKE] <aws-2|2> initiating IKE_SA aws-2[2] to 203.0.113.22
Nov 08 05:40:28 gw charon[812]: 12[NET] <aws-2|2> received packet: from 203.0.113.22[500] to 198.51.100.10[500] (36 bytes)
Nov 08 05:40:28 gw charon[812]: 12[IKE] <aws-2|2> received NO_PROPOSAL_CHOSEN notify error
Nov 08 05:40:28 gw charon[812]: 13[IKE] <aws-1|1> remote host is behind NAT
Nov 08 05:40:29 gw charon[812]: 14[IKE] <aws-1|1> IKE_SA aws-1[1] established between 198.51.100.10[198.51.100.10]...203.0.113.11[203.0.113.11]
Nov 08 05:40:29 gw charon[812]: 14[IKE] <aws-1|1> CHILD_SA aws-1{1} established with SPIs c1e0a1f2_i c9b3d4e5_o and TS 0.0.0.0/0 === 0.0.0.0/0`;

/** Libreswan 4.10, IKEv2: the key is another. */
export const PLUTO_WRONG_KEY = `"aws-1" #1: initiating IKEv2 connection to 203.0.113.11 using UDP
"aws-1" #1: sent IKE_SA_INIT request to 203.0.113.11:UDP/500
"aws-1" #1: sent IKE_AUTH request to 203.0.113.11:UDP/500 {cipher=AES_GCM_16_256 integ=n/a prf=HMAC_SHA2_512 group=DH19}
"aws-1" #1: authentication failed: computed hash does not match hash received from peer ID_IPV4_ADDR '203.0.113.11'
"aws-1" #1: responding to IKE_AUTH message (ID 1) from 203.0.113.11:4500 with encrypted notification AUTHENTICATION_FAILED`;

/** Openswan and Libreswan, IKEv1: nobody answers. */
export const PLUTO_SILENCE = `Nov  8 05:40:28 gw pluto[2310]: "aws-1" #1: initiating Main Mode
Nov  8 05:40:29 gw pluto[2310]: "aws-1" #1: STATE_MAIN_I1: retransmission; will wait 0.5 seconds for response
Nov  8 05:40:29 gw pluto[2310]: "aws-1" #1: STATE_MAIN_I1: retransmission; will wait 1 seconds for response
Nov  8 05:41:28 gw pluto[2310]: "aws-1" #1: STATE_MAIN_I1: 60 second timeout exceeded after 7 retransmits.  No response (or no acceptable response) to our first IKEv1 message`;

/** IOS, debug crypto isakmp: the selectors of both ends do not fit. */
export const IOS_SELECTORS = `*Oct 25 20:37:02.600: ISAKMP: (1003):Old State = IKE_I_MM5  New State = IKE_P1_COMPLETE
*Oct 25 20:37:02.601: ISAKMP: (1003):SA has been authenticated with 203.0.113.11
*Oct 25 20:37:02.887: ISAKMP: (1003):processing SA payload. message ID = 570535495
*Oct 25 20:37:02.887: ISAKMP: (1003):atts are acceptable.
*Oct 25 20:37:02.887: ISAKMP-ERROR: (1003):IPSec policy invalidated proposal with error 32
*Oct 25 20:37:02.888: ISAKMP-ERROR: (1003):phase 2 SA policy not acceptable! (local 198.51.100.10 remote 203.0.113.11)
*Oct 25 20:37:02.888: ISAKMP: (1003):Sending NOTIFY PROPOSAL_NOT_CHOSEN protocol 3`;

/** ASA: a tunnel that was up, until its peer fell silent. */
export const ASA_DEAD_PEER = `Nov 08 2025 05:40:28: %ASA-5-713119: Group = 203.0.113.11, IP = 203.0.113.11, PHASE 1 COMPLETED
Nov 08 2025 05:40:28: %ASA-5-713120: Group = 203.0.113.11, IP = 203.0.113.11, PHASE 2 COMPLETED (msgid=f2b3a1c4)
Nov 08 2025 06:11:02: %ASA-3-713123: Group = 203.0.113.11, IP = 203.0.113.11, IKE lost contact with remote peer, deleting connection (keepalive type: DPD)
Nov 08 2025 06:11:02: %ASA-6-302013: Built outbound TCP connection 118 for outside`;
