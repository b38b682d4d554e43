"""What may be special about a case: facts that change a rule, a sum or the advice."""

from enum import StrEnum


class Trait(StrEnum):
    """One such fact. The value is stored: never reuse one."""

    # what was bought
    CROSS_BORDER = "cross_border"  # 跨境, which kind unknown
    BONDED = "bonded"  # 保税仓发货
    DIRECT_MAIL = "direct_mail"  # 海外直邮
    CUSTOM_MADE = "custom_made"  # 定作
    FRESH_FOOD = "fresh_food"  # 鲜活易腐
    DIGITAL = "digital"  # downloaded, or unsealed media
    SECOND_HAND = "second_hand"
    FLAWED = "flawed"  # sold as near its expiry or flawed, as said at the purchase
    THREE_GUARANTEES = "three_guarantees"  # 三包 goods: phones, computers, home electronics
    FAKE = "fake"
    GOODS_UNSAFE = "goods_unsafe"  # food that is expired or below the safety standard
    # what state it is in
    FOOD_OPENED = "food_opened"  # the single-use seal is broken
    COSMETICS_OPENED = "cosmetics_opened"
    TAGS_REMOVED = "tags_removed"  # 吊牌、标识被摘 or cut
    UNDERWEAR = "underwear"
    ELECTRONICS_ACTIVATED = "electronics_activated"
    EXCLUSION_CONFIRMED = "exclusion_confirmed"  # ticked "no 7-day return" for this very purchase
    GIFT_MISSING = "gift_missing"
    # how it was bought
    LIVESTREAM = "livestream"
    PRESALE = "presale"
    PRESALE_DEPOSIT = "presale_deposit"  # with a 定金, so called
    BUNDLE = "bundle"  # a set or 满减, of which a part goes back
    MINOR = "minor"  # bought by a child
    PAID_OUTSIDE = "paid_outside"
    SEVERAL_PAYMENTS = "several_payments"  # in several ways: each part goes back by its own
    PRIVATE_SALE = "private_sale"  # second-hand, from somebody who is not in business
    MEMBER_BEFORE = "member_before"  # had the same membership earlier
    ONE_OFF = "one_off"  # a membership that does not renew by itself
    # how it came and goes back
    BY_PROXY = "by_proxy"  # signed for by a neighbour, a locker or a station
    NOT_POSTED = "not_posted"  # the seller has not sent it
    FREIGHT_INSURANCE = "freight_insurance"  # 运费险
    PICK_UP = "pick_up"  # 上门取件
    NO_ADDRESS = "no_address"  # the seller gave a wrong return address or none
    SHOP_CLOSED = "shop_closed"
    # what the shopper has made sure of (asked for by the law before a multiple is claimed)
    FRAUD = "fraud"  # a false statement of the seller
    RELIED_ON_IT = "relied_on_it"  # the shopper bought because of it
    SELLER_KNEW = "seller_knew"  # that the food is unsafe, or made it
    NOT_ONLY_A_LABEL = "not_only_a_label"  # more than a harmless flaw of a label
    FOR_OWN_USE = "for_own_use"  # bought to use it, without knowing
    INTACT = "intact"  # nothing is missing, soiled or damaged: it may be said in a letter
    NOT_INTACT = "not_intact"
    UNWARNED = "unwarned"  # no prominent notice was seen before a renewal was charged
    WARNED = "warned"
    SELLER_DEFAULT = "seller_default"  # the seller broke the deal: nothing sent by the promised day
    FINAL_REFUSAL = "final_refusal"  # they said no for good: what stands above need not wait
    FREIGHT_FREE = "freight_free"  # the seller agreed to pay the return
    # where the money is
    CARD_CLOSED = "card_closed"
    STORE_CREDIT = "store_credit"  # Apple: paid from the account balance
    PHONE_BILL = "phone_bill"  # Apple: paid by the mobile phone bill
